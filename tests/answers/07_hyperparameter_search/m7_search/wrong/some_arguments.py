# The student passes on only the arguments that the visible check varies.
# Message must contain: MLPClassifier(**point)
def search(points, X_train, y_train, X_valid, y_valid):
    models, scores = [], []
    for point in points:
        model = MLPClassifier(
            learning_rate=point["learning_rate"],
            alpha=point["alpha"],
            random_state=point["random_state"],
        )
        stopping = EarlyStopping(patience=10)
        model.fit(X_train, y_train, validation_data=(X_valid, y_valid), callbacks=[stopping])
        models.append(model)
        scores.append(valid_loss(model, X_valid, y_valid))
    best = int(np.nanargmin(scores))
    return {"scores": scores, "best": best, "model": models[best]}
