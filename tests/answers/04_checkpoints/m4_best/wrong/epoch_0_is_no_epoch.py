# The student asks whether an epoch was found with not: 0 is an epoch, too.
# Message must contain: ask `is None`, not `not`
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    best, found = None, None
    for e in sorted(saved):
        if e in history["epoch"]:
            v = history[monitor][history["epoch"].index(e)]
            if not np.isnan(v) and (best is None or (v < best if mode == "min" else v > best)):
                best, found = v, e
    if not found:
        raise ValueError
    return found
