# The student moves all elements together and returns one number.
# Message must contain: It has the shape of w
def numerical_gradient(loss, w, eps=1e-5):
    return (loss(w + eps) - loss(w - eps)) / (2 * eps)
