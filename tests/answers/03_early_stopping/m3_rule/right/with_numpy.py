def simple_rule(val_accuracies, delta):
    last = np.array(val_accuracies[-2:])
    return bool(len(last) == 2 and last[1] > 0.98 and np.all(np.abs(np.diff(last)) <= delta))
