# The student trains for all epochs and looks for the stop afterwards.
# Message must contain: and 7 are listed
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    losses, weights = [], []
    for _ in range(max_epochs):
        model.partial_fit(X, y)
        losses.append(model.loss(X_valid, y_valid))
        weights.append(model.get_weights())
    best = 0
    for epoch in range(max_epochs):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best >= patience:
            break
    model.set_weights(weights[best])
    return {"val_loss": losses[: epoch + 1], "best_epoch": best + 1}
