# The student divides the caller's weights.
# Message must contain: changed its argument number 1
def read_equation(weights, bias, mean, scale):
    weights /= scale
    right = np.sum(weights * mean) - bias
    return weights / right, ">=" if right > 0 else "<="
