# The student forgets that dividing by a negative number turns the sign round.
# Message must contain: turns >= into <=
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return slopes / right, ">="
