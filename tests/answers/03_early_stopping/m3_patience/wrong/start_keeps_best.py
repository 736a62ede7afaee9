# The student resets the count for a new training, and keeps the old best.
# Message must contain: After start, mode max
class PatienceCounter:
    """Say when a value has not improved for too long."""

    def __init__(self, patience, *, mode="min", min_delta=0.0):
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.best = np.inf if mode == "min" else -np.inf
        self.start()

    def start(self):
        self.waited = 0

    def update(self, value):
        if self.mode == "min":
            improved = value < self.best - self.min_delta
        else:
            improved = value > self.best + self.min_delta
        if improved:
            self.best = value
        self.waited = 0 if improved else self.waited + 1
        return self.waited >= self.patience
