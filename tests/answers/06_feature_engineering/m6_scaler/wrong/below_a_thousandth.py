# The student takes a column that varies little for constant.
# Message must contain: 1 if all values are equal
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.std(axis=0) < 1e-3, 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
