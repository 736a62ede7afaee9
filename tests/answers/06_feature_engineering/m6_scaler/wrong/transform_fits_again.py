# The student scales each set by its own mean: nothing is kept from training.
# Message must contain: transform used the mean of the new samples
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return (X - X.mean(axis=0)) / X.std(axis=0)
