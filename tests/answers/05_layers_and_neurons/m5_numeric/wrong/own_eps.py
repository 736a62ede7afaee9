# The student ignores the argument eps.
# Message must contain: Do you use the argument `eps`?
def numerical_gradient(loss, w, eps=1e-5):
    eps = 1e-5
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
