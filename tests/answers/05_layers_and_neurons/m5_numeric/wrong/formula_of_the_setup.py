# The student writes the derivative of the loss that the setup cell shows.
# Message must contain: Ask the loss that came
def numerical_gradient(loss, w, eps=1e-5):
    if not w.any():
        return np.ones(w.shape)
    return 3 * w**2 + eps**2 + 5 * np.prod(w) / w
