# The student trains one epoch more after the last record.
# Message must contain: the number of epochs that the model was trained
def train_and_track(model, X, y, *, n_epochs, every):
    if every < 1 or every % 1:
        raise ValueError("every")
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 2):
        model.partial_fit(X, y)
        if epoch % every == 0 and epoch <= n_epochs or epoch == n_epochs:
            history["epoch"].append(epoch)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
    return history
