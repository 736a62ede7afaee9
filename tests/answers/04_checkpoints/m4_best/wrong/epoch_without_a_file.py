# The student takes the best epoch of all, saved or not.
# Message must contain: has the lowest loss, but no checkpoint
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    values = history[monitor]
    place = np.nanargmin(values) if mode == "min" else np.nanargmax(values)
    return history["epoch"][place]
