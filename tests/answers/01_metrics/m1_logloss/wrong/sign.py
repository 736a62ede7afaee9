# The student forgets that the log loss is the negative of a mean logarithm.
# Message must contain: The sign is wrong
def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    return np.mean(y * z - np.logaddexp(0, z))
