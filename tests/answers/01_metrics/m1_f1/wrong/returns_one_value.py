# The student returns F1 alone.
# Message must contain: Wanted: 3 values
def precision_recall_f1(matrix):
    return 2 * matrix[1, 1] / (matrix[1].sum() + matrix[:, 1].sum())
