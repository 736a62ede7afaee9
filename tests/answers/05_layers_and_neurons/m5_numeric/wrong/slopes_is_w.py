# The student's slopes are the array w.
# Message must contain: `slopes = w` is the same array
def numerical_gradient(loss, w, eps=1e-5):
    slopes = w
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
