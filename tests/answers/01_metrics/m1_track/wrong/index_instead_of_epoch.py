# The student stores the number of the record, so that the axis of the curve is wrong.
# Message must contain: not the number of the record
def train_and_track(model, X, y, *, n_epochs, every):
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch % every == 0 or epoch == n_epochs:
            history["epoch"].append(len(history["epoch"]) + 1)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
    return history
