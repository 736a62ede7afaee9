# The student takes the seed out of the point.
# Message must contain: Do not change a point
def search(points, X_train, y_train, X_valid, y_valid):
    models, scores = [], []
    for point in points:
        seed = point.pop("random_state")
        model = MLPClassifier(**point, random_state=seed)
        stopping = EarlyStopping(patience=10)
        model.fit(X_train, y_train, validation_data=(X_valid, y_valid), callbacks=[stopping])
        models.append(model)
        scores.append(valid_loss(model, X_valid, y_valid))
    best = int(np.nanargmin(scores))
    return {"scores": scores, "best": best, "model": models[best]}
