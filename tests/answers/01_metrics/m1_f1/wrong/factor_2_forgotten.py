# The student forgets the factor 2 of F1.
# Message must contain: F1 has a factor 2
def precision_recall_f1(matrix):
    hits, predicted, true = matrix[1, 1], matrix[:, 1].sum(), matrix[1].sum()
    precision = hits / predicted if predicted else 0.0
    recall = hits / true if true else 0.0
    f1 = hits / (predicted + true) if predicted + true else 0.0
    return precision, recall, f1
