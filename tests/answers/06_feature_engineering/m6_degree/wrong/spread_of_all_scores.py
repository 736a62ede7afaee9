# The student takes the spread of the whole table.
# Message must contain: the spread of one column
def choose_degree(degrees, scores):
    means = scores.mean(axis=0)
    best = np.argmax(means)
    error = scores.std(ddof=1) / np.sqrt(len(scores))
    return degrees[np.argmax(means >= means[best] - error)]
