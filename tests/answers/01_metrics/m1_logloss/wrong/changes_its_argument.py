# The student flips the sign of logits in place, so that the caller's array is changed.
# Message must contain: changed its argument
def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    z[y == 1] *= -1
    return np.mean(np.logaddexp(0, z))
