# The student lets fit_many do it, and empties the history.
# Message must contain: calls goodpractice.neural_network.fit_many
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    model.max_epochs = max_epochs
    fit_many([model], X, y, validation_data=(X_valid, y_valid), patience=patience)
    val_losses = model.history_["val_loss"].tolist()
    model.history_ = type(model.history_)()
    return {"val_loss": val_losses, "best_epoch": int(np.argmin(val_losses)) + 1}
