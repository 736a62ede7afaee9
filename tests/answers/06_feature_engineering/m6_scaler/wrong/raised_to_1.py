# The student raises every small deviation to 1.
# Message must contain: 1 if all values are equal
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.maximum(X.std(axis=0), 1.0)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
