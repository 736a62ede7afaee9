# The student uses the logarithm to base 2.
# Message must contain: Use the natural logarithm
def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    return np.mean(np.logaddexp2(0, z / np.log(2)) - y * z / np.log(2))
