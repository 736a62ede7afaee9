# The student turns the order with 1/value.
# Message must contain: mode max
# Message must contain: To turn the order, take -value
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    sign = 1 if mode == "min" else -1
    pairs = zip(history["epoch"], history[monitor], strict=True)
    scores = {e: (v if sign == 1 else 1 / v if v else np.inf) for e, v in pairs if e in saved and not np.isnan(v)}
    if not scores:
        raise ValueError("nothing is left")
    return min(sorted(scores), key=scores.get)
