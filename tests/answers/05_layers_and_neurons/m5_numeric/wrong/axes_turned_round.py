# The student goes through the axes in the wrong order, which a square array forgives.
# Message must contain: np.ndindex(w.shape) fits shape (2, 3)
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(*w.shape[::-1]):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
