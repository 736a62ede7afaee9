# The student rounds the coefficients.
# Message must contain: Wanted: [-0.8571
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    c = np.round(slopes / right, 2)
    return c, ">=" if right > 0 else "<="
