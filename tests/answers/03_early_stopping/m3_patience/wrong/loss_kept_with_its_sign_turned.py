# The student turns the sign in mode "max", and leaves it turned in best.
# Message must contain: gives (0, False, -0.125)
class PatienceCounter:
    """Say when a value has not improved for too long."""

    def __init__(self, patience, *, mode="min", min_delta=0.0):
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.start()

    def start(self):
        self.best = np.inf
        self.waited = 0

    def update(self, value):
        value = -value if self.mode == "max" else value
        if value < self.best - self.min_delta:
            self.best, self.waited = value, 0
        else:
            self.waited += 1
        return self.waited >= self.patience
