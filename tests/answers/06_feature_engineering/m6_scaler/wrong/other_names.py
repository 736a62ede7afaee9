# The student stores the numbers under other names.
# Message must contain: fit did not store `self.mean_`
class Scaler:
    def fit(self, X):
        self.mean = X.mean(axis=0)
        self.scale = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return (X - self.mean) / self.scale
