# The student adds the losses up.
# Message must contain: Wanted: the mean
def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    return np.sum(np.logaddexp(0, z) - y * z)
