# The student forgets that the two places are 2 eps apart.
# Message must contain: divide by 2 * eps
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / eps
    return slopes
