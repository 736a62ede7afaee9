# The student adds the means where they are subtracted.
# Message must contain: look at the sign of that shift
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = -(bias + np.sum(slopes * mean))
    return slopes / right, ">=" if right > 0 else "<="
