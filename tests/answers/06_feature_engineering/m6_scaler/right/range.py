class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = X.std(axis=0)
        self.scale_[np.ptp(X, axis=0) == 0] = 1
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
