# The student looks to the left only.
# Message must contain: (loss(w) - loss(w - eps)) / eps
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        down = w.copy()
        down[index] -= eps
        slopes[index] = (loss(w) - loss(down)) / eps
    return slopes
