# The student expects no constant column to deviate by more than 2e-16.
# Message must contain: whose values are all equal, whatever its deviation
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        s = X.std(axis=0)
        self.scale_ = np.where(s < np.finfo(float).eps, 1.0, s)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
