# The student does not divide by the square root of the number of seeds.
# Message must contain: the standard error of the best degree
def choose_degree(degrees, scores):
    means = scores.mean(axis=0)
    best = np.argmax(means)
    error = scores[:, best].std(ddof=1)
    return degrees[np.argmax(means >= means[best] - error)]
