# The student pairs the history with the saved epochs by place.
# Message must contain: Match values by their epoch
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    pairs = list(zip(history[monitor], saved))
    return (min(pairs) if mode == "min" else max(pairs))[1]
