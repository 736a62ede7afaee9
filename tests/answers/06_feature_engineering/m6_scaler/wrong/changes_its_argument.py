# The student scales in place, so that the caller's samples are changed.
# Message must contain: changed its argument
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        constant = X.max(axis=0) == X.min(axis=0)
        self.scale_ = np.where(constant, 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        X -= self.mean_
        X /= self.scale_
        return X
