# The student turns the signs in the caller's history.
# Message must contain: changed its argument number 1
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    values = history[monitor]
    if mode == "max":
        for i in range(len(values)):
            values[i] = -values[i]
    pairs = zip(history["epoch"], history[monitor], strict=True)
    scores = {epoch: v for epoch, v in pairs if epoch in saved and not np.isnan(v)}
    if not scores:
        raise ValueError(f"no saved epoch has a value of {monitor}")
    return min(sorted(scores), key=scores.get)
