# The student does not return the scaler, so that calls cannot be chained.
# Message must contain: fit must end with `return self`
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        constant = X.max(axis=0) == X.min(axis=0)
        self.scale_ = np.where(constant, 1.0, X.std(axis=0))

    def transform(self, X):
        return (X - self.mean_) / self.scale_
