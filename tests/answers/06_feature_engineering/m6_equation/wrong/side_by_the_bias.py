# The student looks at the sign of the bias, not of what is divided by.
# Message must contain: What you divide by decides the side
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return slopes / right, ">=" if bias < 0 else "<="
