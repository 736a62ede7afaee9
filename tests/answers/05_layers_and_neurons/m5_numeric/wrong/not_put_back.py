# The student does not put an element back before the next one.
# Message must contain: Put each element back before
def numerical_gradient(loss, w, eps=1e-5):
    moved, slopes = w.copy(), np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        moved[index] = w[index] + eps
        up = loss(moved)
        moved[index] = w[index] - eps
        down = loss(moved)
        slopes[index] = (up - down) / (2 * eps)
    return slopes
