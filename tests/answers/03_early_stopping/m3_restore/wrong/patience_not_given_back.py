# The student never sets the count back.
# Message must contain: let an improvement set the count to 0
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    losses, best, waited = [], np.inf, 0
    for epoch in range(1, max_epochs + 1):
        model.partial_fit(X, y)
        losses.append(model.loss(X_valid, y_valid))
        if losses[-1] < best:
            best, best_epoch, weights = losses[-1], epoch, model.get_weights()
        else:
            waited += 1
        if waited >= patience:
            break
    model.set_weights(weights)
    return {"val_loss": losses, "best_epoch": best_epoch}
