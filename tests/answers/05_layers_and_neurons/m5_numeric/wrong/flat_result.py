# The student returns a list, one slope after the other.
# Message must contain: It has the shape of w
def numerical_gradient(loss, w, eps=1e-5):
    slopes = []
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes.append((loss(up) - loss(down)) / (2 * eps))
    return slopes
