# The student turns NaN into infinity.
# Message must contain: its score is NaN
def search(points, X_train, y_train, X_valid, y_valid):
    models, scores = [], []
    for point in points:
        model = MLPClassifier(**point)
        stopping = EarlyStopping(patience=10)
        model.fit(X_train, y_train, validation_data=(X_valid, y_valid), callbacks=[stopping])
        models.append(model)
        score = valid_loss(model, X_valid, y_valid)
        scores.append(np.inf if np.isnan(score) else score)
    best = int(np.nanargmin(scores))
    return {"scores": scores, "best": best, "model": models[best]}
