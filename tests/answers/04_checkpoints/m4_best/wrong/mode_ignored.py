# The student always looks for the smallest value.
# Message must contain: With mode="max" the largest value is the best
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    pairs = [
        (value, epoch)
        for epoch, value in zip(history["epoch"], history[monitor])
        if epoch in saved and not np.isnan(value)
    ]
    if not pairs:
        raise ValueError("nothing is left")
    choose = min
    return choose(pairs, key=lambda pair: pair[0])[1]
