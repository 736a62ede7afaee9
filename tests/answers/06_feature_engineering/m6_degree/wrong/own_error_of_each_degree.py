# The student compares each degree by its own error.
# Message must contain: the standard error of the best degree
def choose_degree(degrees, scores):
    means = scores.mean(axis=0)
    errors = scores.std(axis=0, ddof=1) / np.sqrt(len(scores))
    return degrees[np.argmax(means + errors >= means.max())]
