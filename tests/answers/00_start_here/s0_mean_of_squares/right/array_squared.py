def mean_of_squares(values):
    return np.mean(np.asarray(values) ** 2)
