def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    best = best_value = None
    for epoch, value in zip(history["epoch"], history[monitor]):
        if epoch not in saved or value != value:
            continue
        better = best is None or (value < best_value if mode == "min" else value > best_value)
        if better:
            best, best_value = epoch, value
    if best is None:
        raise ValueError("nothing is left")
    return best
