# The student forgets axis=0.
# Message must contain: One number for each column is wanted
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean()
        self.scale_ = X.std()
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
