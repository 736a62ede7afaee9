class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        s = X.std(axis=0)
        self.scale_ = np.where([len(np.unique(c))==1 for c in X.T], 1.0, s)
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
