# The student swaps the branches of np.where.
# Message must contain: np.where is the wrong way round
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), X.std(axis=0), 1.0)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
