# The student computes the probability first, which rounds to 0 or 1.
# Message must contain: stay with logits
def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    p = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
