# The student takes a column with a deviation of 1e-11 for constant.
# Message must contain: whose values are all equal, whatever its deviation
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        s = X.std(axis=0)
        self.scale_ = np.where(s < 1e-10, 1.0, s)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
