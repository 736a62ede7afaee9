# The student forgets NaN, which no comparison beats.
# Message must contain: NaN is no value
def best_saved_epoch(history, saved, monitor="val_loss", mode="min"):
    scores = {e: v for e, v in zip(history["epoch"], history[monitor]) if e in saved}
    if not scores:
        raise ValueError("nothing is left")
    choose = min if mode == "min" else max
    return choose(scores, key=scores.get)
