# The student mixes up the sides.
# Message must contain: Which number did you divide by, and is it negative?
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return slopes / right, "<=" if right > 0 else ">="
