# The student wraps the scaler of the library in a pipeline.
# Message must contain: Your code calls goodpractice.preprocessing
class Scaler:
    def fit(self, X):
        self.mean_ = X.mean(axis=0)
        self.scale_ = make_pipeline(StandardScaler()).fit(X)[0].scale_
        return self

    def transform(self, X):
        return (X - self.mean_) / self.scale_
