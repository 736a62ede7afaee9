# The student shifts by weight times mean and forgets the scale there.
# Message must contain: each mean is multiplied by weight / scale
def read_equation(weights, bias, mean, scale):
    right = np.sum(weights * mean) - bias
    return weights / scale / right, ">=" if right > 0 else "<="
