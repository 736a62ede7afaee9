# The student uses a name that no argument has.
# Message must contain: NameError
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
