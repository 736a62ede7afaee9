# The student adds the means where they are subtracted.
# Message must contain: Of bias and means, only one changes its sign
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = -(bias + np.sum(slopes * mean))
    return slopes / right, ">=" if right > 0 else "<="
