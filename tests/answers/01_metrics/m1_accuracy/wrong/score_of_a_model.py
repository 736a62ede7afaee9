# The student gives the labels to a model that predicts them, and asks for its score.
# Message must contain: calls goodpractice.metrics.accuracy_score of the library
def accuracy(y_true, y_pred):
    class Fake:
        pass
    classes = np.unique(np.concatenate([np.ravel(y_true), np.ravel(y_pred)]))
    m = MLPClassifier((), max_epochs=0)
    m.predict = lambda X: np.ravel(y_pred)
    return m.score(np.zeros((np.size(y_true), 1)), np.ravel(y_true))
