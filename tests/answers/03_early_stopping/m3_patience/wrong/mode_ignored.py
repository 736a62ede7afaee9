# The student writes the rule for losses only.
# Message must contain: Mode "max"
class PatienceCounter:
    """Say when a value has not improved for too long."""

    def __init__(self, patience, *, mode="min", min_delta=0.0):
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.start()

    def start(self):
        self.best, self.waited = np.inf, 0

    def update(self, value):
        if value < self.best - self.min_delta:
            self.best, self.waited = value, 0
        else:
            self.waited += 1
        return self.waited >= self.patience
