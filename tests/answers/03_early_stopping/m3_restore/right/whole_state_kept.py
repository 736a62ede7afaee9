def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    losses = []
    for epoch in range(max_epochs):
        model.partial_fit(X, y)
        losses.append(model.loss(X_valid, y_valid))
        if losses[-1] == min(losses) and losses.count(min(losses)) == 1:
            best, state = epoch, model.get_state()
        if epoch >= best + patience:
            break
    model.set_weights(type(model).from_state(state).get_weights())
    return {"val_loss": losses, "best_epoch": best + 1}
