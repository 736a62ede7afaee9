# The student types log(1 + exp(z)), which overflows.
# Message must contain: stay with logits
def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    return np.mean(np.log(1 + np.exp(z)) - y * z)
