def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros_like(w)
    for i in range(w.size):
        up, down = w.flatten(), w.flatten()
        up[i] += eps
        down[i] -= eps
        slopes.flat[i] = (loss(up.reshape(w.shape)) - loss(down.reshape(w.shape))) / (2 * eps)
    return slopes
