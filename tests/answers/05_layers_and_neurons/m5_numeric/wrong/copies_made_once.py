# The student makes the copies once, before the loop.
# Message must contain: Copy w inside the loop
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    up, down = w.copy(), w.copy()
    for index in np.ndindex(w.shape):
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
