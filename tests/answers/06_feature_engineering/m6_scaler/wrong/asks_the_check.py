# The student takes the scale from a private helper of the checks.
# Message must contain: Your code calls goodpractice.checks._deviation
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        import goodpractice.checks

        self.scale_ = goodpractice.checks._deviation(X)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
