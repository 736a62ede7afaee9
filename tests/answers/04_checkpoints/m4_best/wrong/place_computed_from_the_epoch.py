# The student computes the place in the history, as if there were a value for every 10 epochs.
# Message must contain: Epochs have no fixed distance
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    values = history[monitor]
    left = [e for e in sorted(saved) if not np.isnan(values[e // 10 - 1])]
    if not left:
        raise ValueError("nothing is left")
    sign = 1 if mode == "min" else -1
    return min(left, key=lambda e: sign * values[e // 10 - 1])
