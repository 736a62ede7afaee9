# The student subtracts the means and forgets the scales.
# Message must contain: divide each weight by it, everywhere
def read_equation(weights, bias, mean, scale):
    right = np.sum(weights * mean) - bias
    return weights / right, ">=" if right > 0 else "<="
