# The student lets the sum of the means decide the side, without the bias.
# Message must contain: What you divide by decides the side
def read_equation(weights, bias, mean, scale):
    s = weights / scale
    right = np.sum(s * mean) - bias
    c = s / right
    return c, '>=' if (s*mean).sum() > 0 else '<='
