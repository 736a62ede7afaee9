# The student asks an improvement to be larger than 0.001.
# Message must contain: no min_delta here
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    """Train until the validation loss no longer improves, then restore the best weights."""
    val_losses, best_loss = [], np.inf
    for epoch in range(1, max_epochs + 1):
        model.partial_fit(X, y)
        val_losses.append(model.loss(X_valid, y_valid))
        if val_losses[-1] < best_loss - 1e-3:
            best_loss, best_epoch = val_losses[-1], epoch
            best_weights = model.get_weights()
        if epoch - best_epoch >= patience:
            break
    model.set_weights(best_weights)
    return {"val_loss": val_losses, "best_epoch": best_epoch}
