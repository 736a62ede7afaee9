# The student loops over rows and columns, which a vector has not.
# Message must contain: np.ndindex(w.shape) fits shape (3,)
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    rows, columns = w.shape
    for i in range(rows):
        for j in range(columns):
            up, down = w.copy(), w.copy()
            up[i, j] += eps
            down[i, j] -= eps
            slopes[i, j] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
