# The student computes the three values for class 0.
# Message must contain: These are the values of class 0
def precision_recall_f1(matrix):
    hits, predicted, true = matrix[0, 0], matrix[:, 0].sum(), matrix[0].sum()
    precision = hits / predicted if predicted else 0.0
    recall = hits / true if true else 0.0
    f1 = 2 * hits / (predicted + true) if predicted + true else 0.0
    return precision, recall, f1
