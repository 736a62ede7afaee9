# The student lets RandomizedSearch of the library search among one point at a time.
# Message must contain: calls goodpractice.model_selection.GridSearch of the library
def search(points, X_train, y_train, X_valid, y_valid):
    scores, models = [], []
    for point in points:
        space = {name: [value] for name, value in point.items()}
        one = RandomizedSearch(MLPClassifier(), space, n_trials=1, scoring=valid_loss, greater_is_better=False,
                               early_stopping=EarlyStopping(patience=10), refit=False)
        try:
            one.fit(X_train, y_train, validation_data=(X_valid, y_valid))
            scores.append(one.best_score_), models.append(one.best_estimator_)
        except ValueError:
            scores.append(math.nan), models.append(None)
    best = int(np.nanargmin(scores))
    return {"scores": scores, "best": best, "model": models[best]}
