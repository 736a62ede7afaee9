# The student compares with NaN, which is never equal.
# Message must contain: NaN is no value
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    sign = 1 if mode == "min" else -1
    pairs = zip(history["epoch"], history[monitor], strict=True)
    scores = {e: sign * v for e, v in pairs if e in saved and v != np.nan}
    if not scores:
        raise ValueError("none")
    return min(sorted(scores), key=scores.get)
