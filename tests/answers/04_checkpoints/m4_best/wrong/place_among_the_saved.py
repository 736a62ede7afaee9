# The student returns the place in the list that is left.
# Message must contain: gives 1. Wanted: 40
# Message must contain: That is a place in a list
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    left = [v for e, v in zip(history["epoch"], history[monitor]) if e in saved]
    return left.index(min(left) if mode == "min" else max(left))
