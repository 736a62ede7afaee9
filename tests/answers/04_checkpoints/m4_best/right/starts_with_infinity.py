def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    sign = 1 if mode == "min" else -1
    best, found = np.inf, None
    for e, v in sorted(zip(history["epoch"], history[monitor])):
        if e in saved and sign * v < best:
            best, found = sign * v, e
    if found is None:
        raise ValueError
    return found
