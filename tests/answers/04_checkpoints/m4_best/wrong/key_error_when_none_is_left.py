# The student raises another error when nothing is left.
# Message must contain: raised KeyError
# Message must contain: When no epoch is left, raise ValueError
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    sign = 1 if mode == "min" else -1
    pairs = zip(history["epoch"], history[monitor], strict=True)
    scores = {e: sign * v for e, v in pairs if e in saved and not np.isnan(v)}
    if not scores:
        raise KeyError("nothing is left")
    return min(sorted(scores), key=scores.get)
