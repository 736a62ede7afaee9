# The student divides by the absolute value of the constant.
# Message must contain: 2 f1 + 3 f2 + 5 >= 0
# Message must contain: Divide by the constant with its sign
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return slopes / abs(right), ">=" if right > 0 else "<="
