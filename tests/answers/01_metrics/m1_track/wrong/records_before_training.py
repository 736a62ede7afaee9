# The student records before the epoch is trained, so that each value is one epoch too early.
# Message must contain: one epoch old
def train_and_track(model, X, y, *, n_epochs, every):
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        if epoch % every == 0 or epoch == n_epochs:
            history["epoch"].append(epoch)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
        model.partial_fit(X, y)
    return history
