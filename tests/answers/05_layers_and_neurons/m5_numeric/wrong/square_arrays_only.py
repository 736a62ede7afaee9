# The student's two loops both count rows.
# Message must contain: The loops miss some
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for i in range(len(w)):
        for j in range(len(w)):
            up, down = w.copy(), w.copy()
            up[i, j] += eps
            down[i, j] -= eps
            slopes[i, j] = (loss(up) - loss(down)) / (2 * eps)
    return slopes
