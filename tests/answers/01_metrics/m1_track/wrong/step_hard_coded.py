# The student writes the step of the example into the code.
# Message must contain: epochs for n_epochs=6, every=3
def train_and_track(model, X, y, *, n_epochs, every):
    if not isinstance(every, int) or every < 1:
        raise ValueError("every must be an int of at least 1")
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch % 2 == 0 or epoch == n_epochs:
            history["epoch"].append(epoch)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
    return history
