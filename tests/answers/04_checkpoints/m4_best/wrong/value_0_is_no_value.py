# The student asks with not whether there is a best value: 0.0 is one.
# Message must contain: with the value 0.0 at epoch 0 gives 2
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    best, found = None, None
    for e in sorted(saved):
        if e in history["epoch"]:
            v = history[monitor][history["epoch"].index(e)]
            if not np.isnan(v) and (not best or (v < best if mode == "min" else v > best)):
                best, found = v, e
    if found is None:
        raise ValueError
    return found
