# The student does not refuse a fraction, the mistake that the lesson shows.
# Message must contain: Wanted: ValueError
def train_and_track(model, X, y, *, n_epochs, every):
    if every < 1:
        raise ValueError("every must be at least 1")
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch % every == 0 or epoch == n_epochs:
            history["epoch"].append(epoch)
            history["loss"].append(model.loss(X, y))
            history["accuracy"].append(model.score(X, y))
    return history
