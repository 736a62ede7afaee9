def log_loss_from_logits(y, z):
    y, z = np.ravel(y), np.ravel(z)
    softplus = np.where(z > 30, z, np.log1p(np.exp(z)))
    return np.mean(softplus - y * z)
