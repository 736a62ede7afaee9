def numerical_gradient(loss, w, eps=1e-5):
    steps = eps * np.eye(w.size)
    slopes = [
        (loss(w + step.reshape(w.shape)) - loss(w - step.reshape(w.shape))) / (2 * eps)
        for step in steps
    ]
    return np.reshape(slopes, w.shape)
