# The student clips the probability, so that no loss exceeds about 35.
# Message must contain: stay with logits
def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    p = np.clip(1 / (1 + np.exp(-z)), 1e-15, 1 - 1e-15)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
