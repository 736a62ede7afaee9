# The student compares pairs of value and epoch: with max, a later epoch wins a tie.
# Message must contain: with a tie of 10 and 20, mode max
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
    return choose(pairs)[1]
