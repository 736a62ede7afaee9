# The student lets a private function of the library find constant columns.
# Message must contain: Your code calls goodpractice.preprocessing._is_constant
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        import goodpractice.preprocessing as p

        flat = p._is_constant(X.var(axis=0), self.mean_, len(X))
        self.scale_ = np.where(flat, 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
