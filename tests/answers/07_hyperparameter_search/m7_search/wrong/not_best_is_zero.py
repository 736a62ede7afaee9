# The student takes position 0 for no position.
# Message must contain: 0 is a position, too
def search(points, X_train, y_train, X_valid, y_valid):
    scores, best, best_model = [], None, None
    for k, point in enumerate(points):
        model = MLPClassifier(**point)
        stop = EarlyStopping(patience=10)
        model.fit(X_train, y_train, validation_data=(X_valid, y_valid), callbacks=[stop])
        scores.append(valid_loss(model, X_valid, y_valid))
        if not np.isnan(scores[k]) and (not best or scores[k] < scores[best]):
            best, best_model = k, model
    return {"scores": scores, "best": best, "model": best_model}
