# The student forgets ddof=1.
# Message must contain: Are axis=0, ddof=1
def choose_degree(degrees, scores):
    means = scores.mean(axis=0)
    best = np.argmax(means)
    error = scores[:, best].std() / np.sqrt(len(scores))
    return degrees[np.argmax(means >= means[best] - error)]
