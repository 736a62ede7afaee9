def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    epochs = np.array(history["epoch"])
    values = np.array(history[monitor], dtype=float)
    keep = np.isin(epochs, saved) & ~np.isnan(values)
    if not keep.any():
        raise ValueError("nothing is left")
    find = np.argmin if mode == "min" else np.argmax
    return epochs[keep][find(values[keep])]
