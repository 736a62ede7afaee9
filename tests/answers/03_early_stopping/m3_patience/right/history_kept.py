class PatienceCounter:
    """Say when a value has not improved for too long."""

    def __init__(self, patience, *, mode="min", min_delta=0.0):
        self.patience, self.mode, self.min_delta = patience, mode, min_delta
        self.start()

    def start(self):
        self.values = []
        self.best_index = None
        self.best = float("nan")
        self.waited = 0

    def update(self, value):
        self.values.append(value)
        gain = self.best - value if self.mode == "min" else value - self.best
        if gain > self.min_delta or (self.best_index is None and value == value):
            self.best, self.best_index = value, len(self.values) - 1
        last = len(self.values) - 1
        self.waited = last - self.best_index if self.best_index is not None else last + 1
        if self.waited >= self.patience:
            return True
        return False
