# The student watches accuracy as if it were a loss.
# Message must contain: loss, not score
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    val_losses, best_loss = [], np.inf
    for epoch in range(1, max_epochs + 1):
        model.partial_fit(X, y)
        val_losses.append(model.score(X_valid, y_valid))
        if val_losses[-1] < best_loss:
            best_loss, best_epoch = val_losses[-1], epoch
            best_weights = model.get_weights()
        if epoch - best_epoch >= patience:
            break
    model.set_weights(best_weights)
    return {"val_loss": val_losses, "best_epoch": best_epoch}
