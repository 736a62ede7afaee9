def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    losses, weights = [], []
    for _ in range(max_epochs):
        model.partial_fit(X, y)
        losses.append(model.loss(X_valid, y_valid))
        weights.append(model.get_weights())
        best = int(np.argmin(losses))
        if len(losses) - 1 - best >= patience:
            break
    model.set_weights(weights[best])
    return {"best_epoch": best + 1, "val_loss": np.array(losses)}
