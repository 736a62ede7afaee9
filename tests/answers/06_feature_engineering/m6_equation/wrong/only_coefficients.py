# The student forgets the side of class 1.
# Message must contain: Return both, with a comma
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    return slopes / (np.sum(slopes * mean) - bias)
