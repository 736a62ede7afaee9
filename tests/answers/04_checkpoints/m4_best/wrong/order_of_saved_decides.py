# The student takes the first of equal ones in the order of `saved`.
# Message must contain: the smallest is wanted
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    sign = 1 if mode == "min" else -1
    values = dict(zip(history["epoch"], history[monitor], strict=True))
    left = [e for e in saved if e in values and not np.isnan(values[e])]
    if not left:
        raise ValueError("none")
    return min(left, key=lambda e: sign * values[e])
