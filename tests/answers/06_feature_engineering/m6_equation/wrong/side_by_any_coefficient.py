# The student looks whether any coefficient is positive.
# Message must contain: What you divide by decides the side
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    c = slopes / right
    return c, ">=" if (c > 0).any() else "<="
