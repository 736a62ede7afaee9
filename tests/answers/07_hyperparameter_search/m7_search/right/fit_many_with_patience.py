def search(points, X_train, y_train, X_valid, y_valid):
    models = [MLPClassifier(**point) for point in points]
    data = (X_valid, y_valid)
    scores = np.full(len(points), np.nan)
    for k, model in enumerate(models):
        fit_many([model], X_train, y_train, validation_data=data, patience=10)
        scores[k] = valid_loss(model, *data)
    best = np.nanargmin(scores)
    return {"scores": scores, "best": best, "model": models[best]}
