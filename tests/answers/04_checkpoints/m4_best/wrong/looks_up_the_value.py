# The student looks for the best value in the whole history: an epoch without a file may have it.
# Message must contain: Epoch 15 has the same value, but no checkpoint
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    values = [
        v
        for e, v in zip(history["epoch"], history[monitor], strict=True)
        if e in saved and not np.isnan(v)
    ]
    if not values:
        raise ValueError("none")
    best = min(values) if mode == "min" else max(values)
    return history["epoch"][list(history[monitor]).index(best)]
