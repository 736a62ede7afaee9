# The student compares with the epoch before.
# Message must contain: Compare with the lowest loss so far
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    losses, waited = [], 0
    for epoch in range(1, max_epochs + 1):
        model.partial_fit(X, y)
        losses.append(model.loss(X_valid, y_valid))
        if len(losses) == 1 or losses[-1] < losses[-2]:
            best_epoch, waited, weights = epoch, 0, model.get_weights()
        else:
            waited += 1
        if waited >= patience:
            break
    model.set_weights(weights)
    return {"val_loss": losses, "best_epoch": best_epoch}
