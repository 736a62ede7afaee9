# The student returns a scaler, but not the fitted one.
# Message must contain: fit must end with `return self`, the fitted scaler
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0))
        return Scaler()

    def transform(self, X):
        return (X - self.mean_) / self.scale_
