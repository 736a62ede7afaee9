# The student records the last epoch after the loop as well.
# Message must contain: The last epoch is recorded twice
def train_and_track(model, X, y, *, n_epochs, every):
    if not isinstance(every, int) or every < 1:
        raise ValueError("every")
    history = {"epoch": [], "loss": [], "accuracy": []}

    def record(epoch):
        history["epoch"].append(epoch)
        history["loss"].append(model.loss(X, y))
        history["accuracy"].append(model.score(X, y))

    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch % every == 0:
            record(epoch)
    record(n_epochs)
    return history
