# The student stops before the right side is 1.
# Message must contain: Divide by the right side
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return slopes, ">=" if right > 0 else "<="
