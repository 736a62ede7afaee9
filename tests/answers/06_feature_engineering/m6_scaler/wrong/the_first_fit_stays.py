# The student keeps the numbers of the first fit for ever.
# Message must contain: fit starts afresh
class Scaler:
    mean_ = None

    def fit(self, X):
        if self.mean_ is None:
            self.mean_ = X.mean(axis=0)
            constant = X.max(axis=0) == X.min(axis=0)
            self.scale_ = np.where(constant, 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
