# The student takes the mean of each row.
# Message must contain: One number for each column is wanted
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=1)
        self.scale_ = X.std(axis=1)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
