# The student takes an argument out of the caller's points.
# Message must contain: Do not change a point
def search(points, X_train, y_train, X_valid, y_valid):
    models, scores = [], []
    for point in points:
        rate = point.pop("learning_rate")
        model = MLPClassifier(learning_rate=rate, **point)
        stopping = EarlyStopping(patience=10)
        model.fit(X_train, y_train, validation_data=(X_valid, y_valid), callbacks=[stopping])
        models.append(model)
        scores.append(valid_loss(model, X_valid, y_valid))
    best = int(np.nanargmin(scores))
    return {"scores": scores, "best": best, "model": models[best]}
