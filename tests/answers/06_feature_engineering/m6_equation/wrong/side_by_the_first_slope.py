# The student looks at the sign of the first weight.
# Message must contain: 2 f1 + 3 f2 + 5 >= 0
# Message must contain: is it negative?
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    c = slopes / (np.sum(slopes * mean) - bias)
    return c, ">=" if slopes[0] > 0 else "<="
