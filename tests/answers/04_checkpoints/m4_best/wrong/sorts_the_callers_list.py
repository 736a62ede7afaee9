# The student sorts the list of the caller.
# Message must contain: changed its argument number 2
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    saved.sort()
    sign = 1 if mode == "min" else -1
    values = dict(zip(history["epoch"], history[monitor], strict=True))
    left = [e for e in saved if e in values and not np.isnan(values[e])]
    if not left:
        raise ValueError("none")
    return min(left, key=lambda e: sign * values[e])
