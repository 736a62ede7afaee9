# The student records multiples only, so that the final value is lost.
# Message must contain: The last epoch is missing
def train_and_track(model, X, y, *, n_epochs, every):
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch % every == 0:
            history["epoch"].append(epoch)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
    return history
