# The student lets np.isclose decide, which takes 1e-10 for 0.
# Message must contain: 1 if all values are equal
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(np.isclose(X.std(axis=0), 0), 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
