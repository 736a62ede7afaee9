# The student divides by n - 1, as other libraries do.
# Message must contain: Divide by n, not n - 1
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0, ddof=1))
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
