# The student moves best with every small gain, so that a slow progress never counts.
# Message must contain: 6 beats 8 by 2, not by more
class PatienceCounter:
    """Say when a value has not improved for too long."""

    def __init__(self, patience, *, mode="min", min_delta=0.0):
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.start()

    def start(self):
        self.best = None
        self.waited = 0

    def update(self, value):
        sign = 1 if self.mode == "min" else -1
        if self.best is None or sign * (self.best - value) > self.min_delta:
            self.best, self.waited = value, 0
        else:
            self.waited += 1
            if sign * (self.best - value) > 0:
                self.best = value
        return self.waited >= self.patience
