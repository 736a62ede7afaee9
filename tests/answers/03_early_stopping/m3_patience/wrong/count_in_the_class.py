# The student keeps waited in the class.
# Message must contain: keep them in `self`
class PatienceCounter:
    """Say when a value has not improved for too long."""

    def __init__(self, patience, *, mode="min", min_delta=0.0):
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.start()

    def start(self):
        self.best = np.inf if self.mode == "min" else -np.inf
        PatienceCounter.waited = 0

    def update(self, value):
        if self.mode == "min":
            improved = value < self.best - self.min_delta
        else:
            improved = value > self.best + self.min_delta
        if improved:
            self.best = value
        PatienceCounter.waited = 0 if improved else PatienceCounter.waited + 1
        return PatienceCounter.waited >= self.patience
