# The student turns the result into a list.
# Message must contain: transform returned a list
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        s = X.std(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, s)
        return self

    def transform(self, X):
        return ((X - self.mean_) / self.scale_).tolist()
