# The student computes the numbers and does not store them in self.
# Message must contain: fit did not store `self.mean_`
class Scaler:
    def fit(self, X):
        mean_ = X.mean(axis=0)
        scale_ = X.std(axis=0)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
