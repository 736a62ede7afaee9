def precision_recall_f1(matrix):
    (_, false_alarms), (misses, hits) = matrix
    if hits == 0:
        return 0.0, 0.0, 0.0
    precision = hits / (hits + false_alarms)
    recall = hits / (hits + misses)
    return precision, recall, 2 * precision * recall / (precision + recall)
