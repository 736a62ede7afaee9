# The student looks at the sum of the slopes.
# Message must contain: read_equation(...)[1]
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    c = slopes / right
    return c, ">=" if slopes.sum() > 0 else "<="
