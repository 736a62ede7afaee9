# The student compares the constant with 1.
# Message must contain: What you divide by decides the side
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    c = slopes / right
    return c, ">=" if right > 1 else "<="
