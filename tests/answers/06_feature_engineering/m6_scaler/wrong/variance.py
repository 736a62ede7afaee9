# The student takes the variance for the deviation.
# Message must contain: That is the variance
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.var(axis=0))
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
