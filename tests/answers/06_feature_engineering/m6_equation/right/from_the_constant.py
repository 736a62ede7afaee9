def read_equation(weights, bias, mean, scale):
    a = weights / scale
    constant = bias - a @ mean
    if constant < 0:
        sign = ">="
    else:
        sign = "<="
    return -a / constant, sign
