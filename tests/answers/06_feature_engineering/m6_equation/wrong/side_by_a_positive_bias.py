# The student turns the side if the bias is positive.
# Message must contain: read_equation(...)[1] gives
# Message must contain: Which number did you divide by
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    c = slopes / right
    return c, "<=" if bias > 0 else ">="
