# The student subtracts two numbers that are large and nearly equal.
# Message must contain: Squares of large numbers lose their last digits
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        s=np.sqrt(np.abs((X**2).mean(axis=0)-self.mean_**2))
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, s)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
