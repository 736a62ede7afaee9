# The student gives the loss a flat array, which is not of the shape of w.
# Message must contain: Wanted: that of w, (2, 3)
def numerical_gradient(loss, w, eps=1e-5):
    flat, slopes = w.flatten(), np.zeros(w.shape)
    for i in range(w.size):
        flat[i] += eps
        up = loss(flat)
        flat[i] -= 2 * eps
        slopes.flat[i] = (up - loss(flat)) / (2 * eps)
        flat[i] += eps
    return slopes
