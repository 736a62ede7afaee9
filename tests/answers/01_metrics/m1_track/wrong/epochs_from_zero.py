# The student counts epochs from 0, so that every record is one epoch off.
# Message must contain: use range(1, n_epochs + 1)
def train_and_track(model, X, y, *, n_epochs, every):
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(n_epochs):
        model.partial_fit(X, y)
        if epoch % every == 0 or epoch == n_epochs - 1:
            history["epoch"].append(epoch)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
    return history
