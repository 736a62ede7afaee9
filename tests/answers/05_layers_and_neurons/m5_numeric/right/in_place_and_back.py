def numerical_gradient(loss, w, eps=1e-5):
    slopes = np.empty_like(w)
    for index, _ in np.ndenumerate(w):
        w[index] += eps
        up = loss(w)
        w[index] -= 2 * eps
        down = loss(w)
        w[index] += eps
        slopes[index] = (up - down) / 2 / eps
    return slopes
