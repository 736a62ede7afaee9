# The student looks up a saved epoch that is not in the history.
# Message must contain: raised KeyError: 17. Wanted: 10. Epoch 17 was saved, but has no value
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    values = dict(zip(history["epoch"], history[monitor]))
    known = [epoch for epoch in sorted(saved) if not np.isnan(values[epoch])]
    if not known:
        raise ValueError("nothing is left")
    sign = 1 if mode == "min" else -1
    return min(known, key=lambda epoch: sign * values[epoch])
