# The student takes the mean over the degrees instead of the seeds.
# Message must contain: Are axis=0
def choose_degree(degrees, scores):
    means = scores.mean(axis=1)
    best = np.argmax(means)
    error = scores[best].std(ddof=1) / np.sqrt(len(scores))
    return degrees[np.argmax(means >= means[best] - error)]
