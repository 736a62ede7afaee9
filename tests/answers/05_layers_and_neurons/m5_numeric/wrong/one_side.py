# The student takes the difference on one side only.
# Message must contain: Move to both sides
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += eps
        down[index] -= eps
        slopes[index] = (loss(up) - loss(w)) / eps
    return slopes
