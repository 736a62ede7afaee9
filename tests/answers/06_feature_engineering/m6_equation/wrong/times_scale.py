# The student multiplies by the scale in the coefficients.
# Message must contain: You multiplied by the scale
def read_equation(weights, bias, mean, scale):
    right = np.sum(weights / scale * mean) - bias
    return weights * scale / right, ">=" if right > 0 else "<="
