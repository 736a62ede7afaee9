# The student leaves before the last loss is listed.
# Message must contain: Append before the break
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    val_losses, best_loss = [], np.inf
    for epoch in range(1, max_epochs + 1):
        model.partial_fit(X, y)
        loss = model.loss(X_valid, y_valid)
        if loss < best_loss:
            best_loss, best_epoch = loss, epoch
            best_weights = model.get_weights()
        if epoch - best_epoch >= patience:
            break
        val_losses.append(loss)
    model.set_weights(best_weights)
    return {"val_loss": val_losses, "best_epoch": best_epoch}
