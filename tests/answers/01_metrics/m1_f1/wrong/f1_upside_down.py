# The student inverts the harmonic mean.
# Message must contain: you have it upside down
def precision_recall_f1(matrix):
    precision = matrix[1, 1] / matrix[:, 1].sum()
    recall = matrix[1, 1] / matrix[1].sum()
    return precision, recall, (1 / precision + 1 / recall) / 2
