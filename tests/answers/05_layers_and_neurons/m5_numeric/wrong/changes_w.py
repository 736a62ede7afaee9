# The student leaves w changed at the end.
# Message must contain: after the call, w
def numerical_gradient(loss, w, eps=1e-5):
    original, slopes = w.copy(), np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[:] = original
        w[index] += eps
        up = loss(w)
        w[index] -= 2 * eps
        slopes[index] = (up - loss(w)) / (2 * eps)
    return slopes
