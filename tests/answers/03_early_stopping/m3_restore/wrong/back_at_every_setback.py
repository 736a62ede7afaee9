# The student goes back to the best weights after each epoch without improvement.
# Message must contain: Restore at the end only
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    losses = []
    for epoch in range(1, max_epochs + 1):
        model.partial_fit(X, y)
        losses.append(model.loss(X_valid, y_valid))
        if losses[-1] <= min(losses):
            best_epoch, weights = epoch, model.get_weights()
        else:
            model.set_weights(weights)
        if epoch - best_epoch >= patience:
            break
    model.set_weights(weights)
    return {"val_loss": losses, "best_epoch": best_epoch}
