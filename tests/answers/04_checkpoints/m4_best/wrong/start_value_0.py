# The student begins a search for the largest with 0.
# Message must contain: mode max
# Message must contain: begin with none
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    best, best_value = None, np.inf if mode == "min" else 0
    if not [e for e, v in zip(history["epoch"], history[monitor]) if e in saved and v == v]:
        raise ValueError("nothing is left")
    for epoch, value in zip(history["epoch"], history[monitor]):
        better = value < best_value if mode == "min" else value > best_value
        if epoch in saved and better:
            best, best_value = epoch, value
    return best
