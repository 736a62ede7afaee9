# The student rounds to 9 digits, which makes 1e-17 a 0, and 1e-10, too.
# Message must contain: 1 if all values are equal
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        scale = X.std(axis=0).round(9)
        self.scale_ = np.where(scale == 0, 1.0, scale)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
