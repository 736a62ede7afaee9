# The student writes / 2 * eps, which multiplies by eps.
# Message must contain: multiplies by eps
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / 2 * eps
    return slopes
