# The student compares the sum of the means with the size of the bias.
# Message must contain: What you divide by decides the side
def read_equation(weights, bias, mean, scale):
    s = weights / scale
    right = np.sum(s * mean) - bias
    c = s / right
    return c, '>=' if (s*mean).sum() >= abs(bias) else '<='
