# The student stores the numbers in the class, so that scalers overwrite each other.
# Message must contain: Store it in self
class Scaler:
    def fit(self, X):
        Scaler.mean_ = X.mean(axis=0)
        constant = X.max(axis=0) == X.min(axis=0)
        Scaler.scale_ = np.where(constant, 1.0, X.std(axis=0))
        return self

    def transform(self, X):
        return (X - Scaler.mean_) / Scaler.scale_
