# The student returns the best value.
# Message must contain: That is the value. Return its epoch
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    values = [v for e, v in zip(history["epoch"], history[monitor]) if e in saved]
    return min(values) if mode == "min" else max(values)
