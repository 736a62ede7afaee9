# The student records the loss at each epoch, but the epoch only now and then.
# Message must contain: at the epochs in the record only
def train_and_track(model, X, y, *, n_epochs, every):
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        history["loss"].append(model.loss(X, y))
        if epoch % every == 0 or epoch == n_epochs:
            history["epoch"].append(epoch)
            history["accuracy"].append(model.score(X, y))
    return history
