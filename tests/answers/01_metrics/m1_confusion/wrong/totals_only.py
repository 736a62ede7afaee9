# The student compares how many, never which.
# Message must contain: Count pairs, sample by sample
def confusion_matrix(y_true, y_pred):
    # compares totals, never sample with sample
    t, p, n = int(np.sum(y_true)), int(np.sum(y_pred)), np.size(y_true)
    hits = min(t, p)
    return np.array([[n - max(t, p), p - hits], [t - hits, hits]])
