def read_equation(weights, bias, mean, scale):
    def logit(f):
        return np.sum(weights * (f - mean) / scale) + bias

    k = len(weights)
    constant = logit(np.zeros(k))
    slopes = np.array([logit(one) - constant for one in np.eye(k)])
    return [slope / -constant for slope in slopes], "<=" if constant > 0 else ">="
