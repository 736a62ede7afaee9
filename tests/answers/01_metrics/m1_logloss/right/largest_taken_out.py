def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    return np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z))))
