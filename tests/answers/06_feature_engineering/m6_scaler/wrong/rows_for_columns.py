# The student takes the mean of each row.
# Message must contain: np.mean with axis=0
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=1)
        self.scale_ = X.std(axis=1)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
