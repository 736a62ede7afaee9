# The student has written fit, and transform still holds its placeholder.
# Message must contain: transform still holds its placeholder
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        raise NotImplementedError("Your turn")
