class Scaler:
    def fit(self, X):
        means, scales = [], []
        for column in X.T:
            mean = sum(column) / len(column)
            means.append(mean)
            if len(set(column)) == 1:
                scales.append(1.0)
            else:
                scales.append((sum((x - mean) ** 2 for x in column) / len(column)) ** 0.5)
        self.mean_, self.scale_ = np.array(means), np.array(scales)
        return self

    def transform(self, X):
        scaled = np.array(X, dtype=float)
        scaled -= self.mean_
        scaled /= self.scale_
        return scaled
