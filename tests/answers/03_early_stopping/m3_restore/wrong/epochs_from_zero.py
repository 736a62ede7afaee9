# The student counts epochs from 0.
# Message must contain: (from 1)
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    val_losses, best_loss = [], np.inf
    for epoch in range(max_epochs):
        model.partial_fit(X, y)
        val_losses.append(model.loss(X_valid, y_valid))
        if val_losses[-1] < best_loss:
            best_loss, best_epoch = val_losses[-1], epoch
            best_weights = model.get_weights()
        if epoch - best_epoch >= patience:
            break
    model.set_weights(best_weights)
    return {"val_loss": val_losses, "best_epoch": best_epoch}
