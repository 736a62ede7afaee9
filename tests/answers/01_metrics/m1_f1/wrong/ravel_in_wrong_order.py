# The student unpacks the matrix as if class 1 came first.
# Message must contain: class 1 stands last
def precision_recall_f1(matrix):
    tp, fp, fn, tn = matrix.ravel()
    fp, fn = fn, fp
    return tp / (tp + fn), tp / (tp + fp), 2 * tp / (2 * tp + fp + fn)
