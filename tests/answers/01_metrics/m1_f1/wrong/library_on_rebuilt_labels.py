# The student rebuilds labels from the matrix for the library.
# Message must contain: calls goodpractice.metrics.f1_score of the library
def precision_recall_f1(matrix):
    (tn, fp), (fn, tp) = matrix.tolist()
    true, pred = [0] * (tn + fp) + [1] * (fn + tp), [0] * tn + [1] * fp + [0] * fn + [1] * tp
    return tuple(f(true, pred) for f in (metrics.precision_score, metrics.recall_score, metrics.f1_score))
