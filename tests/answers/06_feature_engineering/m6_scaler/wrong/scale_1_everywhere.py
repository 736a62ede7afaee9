# The student lets the scale be 1 for all columns.
# Message must contain: but 1 if all values are equal
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.ones(X.shape[1])
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
