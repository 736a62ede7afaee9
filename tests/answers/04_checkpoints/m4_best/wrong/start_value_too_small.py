# The student begins a search for the smallest with a number that seems large.
# Message must contain: mode min
# Message must contain: begin with none
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    best, best_value = None, 1e6 if mode == "min" else -1e6
    left = [(e, v) for e, v in zip(history["epoch"], history[monitor]) if e in saved and v == v]
    if not left:
        raise ValueError("nothing is left")
    for epoch, value in left:
        if value < best_value if mode == "min" else value > best_value:
            best, best_value = epoch, value
    return best
