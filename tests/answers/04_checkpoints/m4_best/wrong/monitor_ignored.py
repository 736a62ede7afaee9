# The student always looks at val_loss.
# Message must contain: Use the metric that `monitor` names
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    pairs = [
        (value, epoch)
        for epoch, value in zip(history["epoch"], history["val_loss"])
        if epoch in saved and not np.isnan(value)
    ]
    if not pairs:
        raise ValueError("nothing is left")
    choose = min if mode == "min" else max
    return choose(pairs, key=lambda pair: pair[0])[1]
