# The student forgets to return the scaled inputs.
# Message must contain: Is a `return` missing?
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        (X - self.mean_) / self.scale_
