# The student looks at the sign of the last coefficient.
# Message must contain: read_equation(...)[1]
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    c = slopes / right
    return c, ">=" if c[-1] > 0 else "<="
