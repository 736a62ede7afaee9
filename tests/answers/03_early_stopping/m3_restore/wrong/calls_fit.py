# The student lets the library do it.
# Message must contain: calls goodpractice.callbacks.EarlyStopping
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    stopping = EarlyStopping(patience=patience)
    model.max_epochs = max_epochs
    model.fit(X, y, validation_data=(X_valid, y_valid), callbacks=[stopping])
    return {"val_loss": list(model.history_["val_loss"]), "best_epoch": stopping.best_epoch_}
