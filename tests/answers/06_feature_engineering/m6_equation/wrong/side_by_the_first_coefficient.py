# The student looks at the sign of the first coefficient.
# Message must contain: read_equation(...)[1] gives
# Message must contain: Which number did you divide by
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    c = slopes / (np.sum(slopes * mean) - bias)
    return c, ">=" if c[0] > 0 else "<="
