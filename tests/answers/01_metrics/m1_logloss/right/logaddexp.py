def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    return np.mean(np.logaddexp(0, z) - y * z)
