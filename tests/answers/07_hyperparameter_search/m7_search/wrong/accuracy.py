# The student scores by accuracy.
# Message must contain: no accuracy
def search(points, X_train, y_train, X_valid, y_valid):
    models, scores = [], []
    for point in points:
        model = MLPClassifier(**point)
        stopping = EarlyStopping(patience=10)
        model.fit(X_train, y_train, validation_data=(X_valid, y_valid), callbacks=[stopping])
        models.append(model)
        scores.append(model.score(X_valid, y_valid) if np.isfinite(model.loss(X_valid, y_valid)) else np.nan)
    best = int(np.nanargmin(scores))
    return {"scores": scores, "best": best, "model": models[best]}
