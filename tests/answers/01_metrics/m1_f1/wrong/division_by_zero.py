# The student does not think of a class that is never predicted.
# Message must contain: Test before you divide
def precision_recall_f1(matrix):
    precision = matrix[1, 1] / matrix[:, 1].sum()
    recall = matrix[1, 1] / matrix[1].sum()
    return precision, recall, 2 * precision * recall / (precision + recall)
