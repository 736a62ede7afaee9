# The student measures on variables of the notebook instead of on the arguments.
# Message must contain: came as arguments
X_all, y_all = make_ellipse(60, random_state=1)


def train_and_track(model, X, y, *, n_epochs, every):
    if not isinstance(every, int) or every < 1:
        raise ValueError("every must be an int of at least 1")
    history = {"epoch": [], "loss": [], "accuracy": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch % every == 0 or epoch == n_epochs:
            history["epoch"].append(epoch)
            history["loss"].append(model.loss(X_all, y_all))
            history["accuracy"].append(model.score(X_all, y_all))
    return history
