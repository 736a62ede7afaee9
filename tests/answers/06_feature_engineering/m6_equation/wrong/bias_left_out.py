# The student forgets the bias.
# Message must contain: The bias is missing
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean)
    c = slopes / right
    return c, ">=" if right > 0 else "<="
