# The student forgets axis=0.
# Message must contain: an array: one number per column
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean()
        self.scale_ = X.std()
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
