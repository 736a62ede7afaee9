# The student's two places are one array.
# Message must contain: is the same array, no copy
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w, w
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
