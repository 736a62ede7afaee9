# The student tests for a remainder of 1, which records the epoch after each multiple.
# Message must contain: finds the multiples
def train_and_track(model, X, y, *, n_epochs, every):
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch % every == 1 or epoch == n_epochs:
            history["epoch"].append(epoch)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
    return history
