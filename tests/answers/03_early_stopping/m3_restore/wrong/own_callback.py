# The student stops fit with a callback of their own.
# Message must contain: write the loop yourself
def train_with_patience(model, X, y, X_valid, y_valid, *, max_epochs, patience):
    val_losses, best_weights = [], []

    class Watch:
        def on_train_begin(self, model):
            pass

        def on_train_end(self, model):
            pass

        def on_epoch_end(self, model, epoch, logs):
            val_losses.append(logs["val_loss"])
            best_weights.append(model.get_weights())
            model.stop_training = len(val_losses) - 1 - int(np.argmin(val_losses)) >= patience

    model.max_epochs = max_epochs
    model.fit(X, y, validation_data=(X_valid, y_valid), callbacks=[Watch()])
    best = int(np.argmin(val_losses))
    model.set_weights(best_weights[best])
    return {"val_loss": val_losses, "best_epoch": best + 1}
