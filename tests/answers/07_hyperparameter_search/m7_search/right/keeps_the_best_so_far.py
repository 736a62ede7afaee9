def search(points, X_train, y_train, X_valid, y_valid):
    scores, best, best_model, lowest = [], None, None, np.inf
    for k, point in enumerate(points):
        stop = EarlyStopping(patience=10)
        model = MLPClassifier(**point)
        model.fit(X_train, y_train, validation_data=(X_valid, y_valid), callbacks=[stop])
        score = valid_loss(model, X_valid, y_valid)
        scores.append(score)
        if score < lowest:
            best, best_model, lowest = k, model, score
    return {"scores": scores, "best": best, "model": best_model}
