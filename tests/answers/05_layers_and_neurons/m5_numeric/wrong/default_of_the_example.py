# The student takes the eps of the example as the default.
# Message must contain: The default eps is 1e-5
def numerical_gradient(loss, w, eps=0.1):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
