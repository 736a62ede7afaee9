# The student looks at the sign of the bias, not of what is divided by.
# Message must contain: read_equation(...)[1] gives
# Message must contain: Which number did you divide by
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return slopes / right, ">=" if bias < 0 else "<="
