def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return slopes / right, ">=" if right > 0 else "<="
