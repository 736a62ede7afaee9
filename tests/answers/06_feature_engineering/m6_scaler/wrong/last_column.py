# The student sets the scale of the last column to 1, as in the example.
# Message must contain: 1 if all values are equal
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = X.std(axis=0)
        self.scale_[-1] = 1
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
