# The student multiplies mean by scale.
# Message must contain: multiplied by weight / scale
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(weights * mean * scale) - bias
    c = slopes / right
    return c, ">=" if right > 0 else "<="
