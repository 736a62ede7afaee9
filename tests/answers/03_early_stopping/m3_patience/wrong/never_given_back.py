# The student counts all epochs without improvement, not those in a row.
# Message must contain: Only an improvement sets best, and waited to 0
class PatienceCounter:
    """Say when a value has not improved for too long."""

    def __init__(self, patience, *, mode="min", min_delta=0.0):
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.start()

    def start(self):
        self.best = np.inf if self.mode == "min" else -np.inf
        self.waited = 0

    def update(self, value):
        better = value < self.best - self.min_delta
        if self.mode == "max":
            better = value > self.best + self.min_delta
        if better:
            self.best = value
        else:
            self.waited += 1
        return self.waited >= self.patience
