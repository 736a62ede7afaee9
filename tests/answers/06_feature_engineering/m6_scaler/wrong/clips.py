# The student cuts off what is more than 3 deviations away.
# Message must contain: Cut nothing off
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return np.clip((X - self.mean_) / self.scale_, -3, 3)
