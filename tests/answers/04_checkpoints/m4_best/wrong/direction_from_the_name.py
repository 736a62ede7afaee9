# The student reads the direction from the name of the metric.
# Message must contain: with val_loss and mode max
# Message must contain: `mode` alone says which values are good
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    sign = 1 if "loss" in monitor else -1
    pairs = zip(history["epoch"], history[monitor], strict=True)
    scores = {e: sign * v for e, v in pairs if e in saved and not np.isnan(v)}
    if not scores:
        raise ValueError("nothing is left")
    return min(sorted(scores), key=scores.get)
