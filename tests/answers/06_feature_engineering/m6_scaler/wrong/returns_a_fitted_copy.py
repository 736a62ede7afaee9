# The student returns another scaler that is fitted, too.
# Message must contain: fit returns self, not another Scaler
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0))
        other = Scaler()
        other.mean_, other.scale_ = self.mean_, self.scale_
        return other

    def transform(self, X):
        return (X - self.mean_) / self.scale_
