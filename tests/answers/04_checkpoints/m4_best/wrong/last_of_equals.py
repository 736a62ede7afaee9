# The student takes the last of equally good epochs.
# Message must contain: the smallest is wanted
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    pairs = [
        (value, epoch)
        for epoch, value in zip(history["epoch"], history[monitor])
        if epoch in saved and not np.isnan(value)
    ]
    if not pairs:
        raise ValueError("nothing is left")
    choose = min if mode == "min" else max
    best = choose(pairs)[0]
    return [epoch for value, epoch in pairs if value == best][-1]
