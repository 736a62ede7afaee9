# The student sums mean / scale without the weights.
# Message must contain: The weight is missing
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(mean / scale) - bias
    c = slopes / right
    return c, ">=" if right > 0 else "<="
