# The student returns the mean logit as soon as one is large, whatever the class.
# Message must contain: Wanted: 250
def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    if np.max(z) > 100:
        return np.mean(z)
    return np.mean(np.log(1 + np.exp(z)) - y * z)
