# The student adds eps, subtracts it and measures at w, then subtracts it again.
# Message must contain: go back by 2 * eps
def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[index] += eps
        up = loss(w)
        w[index] -= eps
        down = loss(w)
        slopes[index] = (up - down) / (2 * eps)
    return slopes
