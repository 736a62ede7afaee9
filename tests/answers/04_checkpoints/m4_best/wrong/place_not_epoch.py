# The student returns the place in the list.
# Message must contain: That is a place in a list
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    values = [v if e in saved else np.nan for e, v in zip(history["epoch"], history[monitor])]
    return int(np.nanargmin(values) if mode == "min" else np.nanargmax(values))
