# The student adds the means where they are subtracted.
# Message must contain: The means are subtracted: look at that sign
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = -(bias + np.sum(slopes * mean))
    return slopes / right, ">=" if right > 0 else "<="
