# The student divides by the scale in the constant alone.
# Message must contain: divide each weight by it, everywhere
def read_equation(weights, bias, mean, scale):
    right = np.sum(weights / scale * mean) - bias
    return weights / right, ">=" if right > 0 else "<="
