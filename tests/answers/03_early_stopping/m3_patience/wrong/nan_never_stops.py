# The student counts NaN, but never stops at one.
# Message must contain: False elsewhere
class PatienceCounter:
    """Say when a value has not improved for too long."""

    def __init__(self, patience, *, mode="min", min_delta=0.0):
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.start()

    def start(self):
        self.best = np.inf if self.mode == "min" else -np.inf
        self.waited = 0

    def update(self, value):
        if np.isnan(value):
            self.waited += 1
            return False
        if self.mode == "min":
            improved = value < self.best - self.min_delta
        else:
            improved = value > self.best + self.min_delta
        if improved:
            self.best = value
        self.waited = 0 if improved else self.waited + 1
        return self.waited >= self.patience
