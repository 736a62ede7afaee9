# The student takes F1 for the mean of precision and recall.
# Message must contain: F1 is not the plain mean
def precision_recall_f1(matrix):
    hits, predicted, true = matrix[1, 1], matrix[:, 1].sum(), matrix[1].sum()
    precision = hits / predicted if predicted else 0.0
    recall = hits / true if true else 0.0
    return precision, recall, (precision + recall) / 2
