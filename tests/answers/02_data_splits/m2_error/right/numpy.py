def standard_error(accuracy, n):
    return (accuracy * (1 - accuracy) / n) ** 0.5


def samples_needed(accuracy, error):
    return int(np.ceil(accuracy * (1 - accuracy) / np.square(error)))
