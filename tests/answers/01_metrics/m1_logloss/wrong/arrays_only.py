# The student flattens y alone, with a method that lists lack.
# Message must contain: log loss of (n,) and (n, 1)
def log_loss_from_logits(y, z):
    y = y.ravel()
    return np.mean(np.logaddexp(0, z) - y * z)
