# The student forgets that dividing by a negative number turns the sign round.
# Message must contain: 2 f1 + 3 f2 + 5 >= 0
# Message must contain: is it negative?
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return slopes / right, ">="
