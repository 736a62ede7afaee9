# The student moves all elements together.
# Message must contain: Move one element at a time
def numerical_gradient(loss, w, eps=1e-5):
    return np.full(w.shape, (loss(w + eps) - loss(w - eps)) / (2 * eps))
