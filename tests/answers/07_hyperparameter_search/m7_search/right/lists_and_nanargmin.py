def search(points, X_train, y_train, X_valid, y_valid):
    models = []
    for point in points:
        model = MLPClassifier(**point)
        model.fit(
            X_train,
            y_train,
            validation_data=(X_valid, y_valid),
            callbacks=[EarlyStopping(patience=10)],
        )
        models.append(model)
    scores = [valid_loss(model, X_valid, y_valid) for model in models]
    best = int(np.nanargmin(scores))
    return {"scores": scores, "best": best, "model": models[best]}
