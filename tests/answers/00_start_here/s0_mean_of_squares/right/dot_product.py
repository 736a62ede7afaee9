def mean_of_squares(values):
    values = np.array(values, dtype=float)
    return float(values @ values) / values.size
