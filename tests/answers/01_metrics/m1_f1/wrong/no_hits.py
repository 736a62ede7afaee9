# The student divides by the sum of precision and recall, which can be 0.
# Message must contain: then F1's denominator is 0, too
def precision_recall_f1(matrix):
    hits, predicted, true = matrix[1, 1], matrix[:, 1].sum(), matrix[1].sum()
    if predicted == 0 or true == 0:
        return 0.0, 0.0, 0.0
    precision = hits / predicted
    recall = hits / true
    return precision, recall, 2 * precision * recall / (precision + recall)
