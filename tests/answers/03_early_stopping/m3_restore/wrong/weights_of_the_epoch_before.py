# The student keeps the weights before training the epoch.
# Message must contain: Keep weights after partial_fit
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    losses, weights = [], None
    for epoch in range(1, max_epochs + 1):
        before = model.get_weights() if epoch > 1 else None
        model.partial_fit(X, y)
        losses.append(model.loss(X_valid, y_valid))
        if losses[-1] <= min(losses):
            best_epoch, weights = epoch, before
        if epoch - best_epoch >= patience:
            break
    model.set_weights(weights)
    return {"val_loss": losses, "best_epoch": best_epoch}
