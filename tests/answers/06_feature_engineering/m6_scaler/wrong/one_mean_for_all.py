# The student forgets axis=0.
# Message must contain: It is the mean of each column: axis=0
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean()
        self.scale_ = X.std()
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
