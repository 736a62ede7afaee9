# The student lets the library search.
# Message must contain: GridSearch
from goodpractice.model_selection import GridSearch


def search(points, X_train, y_train, X_valid, y_valid):
    grid = [{name: [value] for name, value in point.items()} for point in points]
    found = GridSearch(
        MLPClassifier(), grid, scoring="val_log_loss", early_stopping=EarlyStopping(patience=10)
    ).fit(X_train, y_train, validation_data=(X_valid, y_valid))
    scores = list(found.results_["score"])
    return {"scores": scores, "best": found.best_index_, "model": found.best_estimator_}
