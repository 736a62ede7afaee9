def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    history = {"val_loss": [], "best_epoch": 0}
    waited = 0
    while waited < patience and len(history["val_loss"]) < max_epochs:
        model.partial_fit(X, y)
        loss = model.loss(X_valid, y_valid)
        if all(loss < earlier for earlier in history["val_loss"]):
            history["best_epoch"] = len(history["val_loss"]) + 1
            weights = [array.copy() for array in model.get_weights()]
            waited = 0
        else:
            waited += 1
        history["val_loss"].append(loss)
    model.set_weights(weights)
    return history
