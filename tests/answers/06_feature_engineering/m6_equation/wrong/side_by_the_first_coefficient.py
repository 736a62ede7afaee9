# The student looks at the sign of the first coefficient.
# Message must contain: What you divide by decides the side
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    c = slopes / (np.sum(slopes * mean) - bias)
    return c, ">=" if c[0] > 0 else "<="
