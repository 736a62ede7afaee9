# The student combines (n, 1) and (n,) as they come.
# Message must contain: combines every pair
def log_loss_from_logits(y, z):
    y, z = np.asarray(y), np.asarray(z)
    return np.mean(np.logaddexp(0, z) - y * z)
