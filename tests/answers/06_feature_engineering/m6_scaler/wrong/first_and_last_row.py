# The student calls a column constant if its first and last value are equal.
# Message must contain: 1 if all values are equal
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        s = X.std(axis=0)
        self.scale_ = np.where(X[0] == X[-1], 1.0, s)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
