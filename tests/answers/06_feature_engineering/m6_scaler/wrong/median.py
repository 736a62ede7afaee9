# The student takes the median for the mean.
# Message must contain: mean_ gives
class Scaler:
    def fit(self, X):
        self.mean_ = np.median(X, axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
