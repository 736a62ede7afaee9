# The student gives a key another name.
# Message must contain: has the keys 'epochs', 'loss', 'accuracy'
def train_and_track(model, X, y, *, n_epochs, every):
    history = {"epochs": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch % every == 0 or epoch == n_epochs:
            history["epochs"].append(epoch)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
    return history
