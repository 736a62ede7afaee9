# The student learns again from the samples that are to be scaled.
# Message must contain: transform used the mean of the new samples
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        constant = X.max(axis=0) == X.min(axis=0)
        self.scale_ = np.where(constant, 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        self.fit(X)
        return (X - self.mean_) / self.scale_
