# The student multiplies by the scale in the coefficients.
# Message must contain: divide each weight by it, everywhere
def read_equation(weights, bias, mean, scale):
    right = np.sum(weights / scale * mean) - bias
    return weights * scale / right, ">=" if right > 0 else "<="
