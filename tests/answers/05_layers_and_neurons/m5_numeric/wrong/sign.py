# The student subtracts in the wrong order.
# Message must contain: The sign is wrong
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(down) - loss(up)) / (2 * eps)
    return slopes
