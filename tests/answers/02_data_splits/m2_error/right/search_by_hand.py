def standard_error(accuracy, n):
    return float(np.sqrt(accuracy * (1 - accuracy) / n))


def samples_needed(accuracy, error):
    for n in range(1, 10**7):
        if standard_error(accuracy, n) <= error:
            return n
