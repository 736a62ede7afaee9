# The student looks whether all coefficients are positive.
# Message must contain: read_equation(...)[1]
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    c = slopes / right
    return c, ">=" if (c > 0).all() else "<="
