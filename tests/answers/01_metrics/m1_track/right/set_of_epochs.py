def train_and_track(model, X, y, *, n_epochs, every):
    if every != int(every) or every < 1:
        raise ValueError("every must be a whole number of at least 1")
    wanted = set(range(every, n_epochs + 1, every)) | {n_epochs}
    rows = []
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X, y)
        if epoch in wanted:
            rows.append((epoch, model.loss(X, y), np.mean(model.predict(X) == y)))
    epochs, losses, accuracies = zip(*rows)
    return {"epoch": list(epochs), "loss": list(losses), "accuracy": list(accuracies)}
