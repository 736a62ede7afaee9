def standard_error(accuracy, n):
    return np.sqrt(accuracy * (1 - accuracy)) / np.sqrt(n)


def samples_needed(accuracy, error):
    n = 1
    while standard_error(accuracy, n) > error:
        n += 1
    return n
