# The student stores lists.
# Message must contain: an array: one number per column
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0).tolist()
        self.scale_ = np.where(X.max(axis=0) == X.min(axis=0), 1.0, X.std(axis=0)).tolist()
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
