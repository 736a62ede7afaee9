# The student returns the model of the last point.
# Message must contain: Not best
def search(points, X_train, y_train, X_valid, y_valid):
    models, scores = [], []
    for point in points:
        model = MLPClassifier(**point)
        stopping = EarlyStopping(patience=10)
        model.fit(X_train, y_train, validation_data=(X_valid, y_valid), callbacks=[stopping])
        models.append(model)
        scores.append(valid_loss(model, X_valid, y_valid))
    best = int(np.nanargmin(scores))
    return {"scores": scores, "best": best, "model": model}
