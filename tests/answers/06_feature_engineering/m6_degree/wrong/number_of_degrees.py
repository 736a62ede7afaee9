# The student divides by the number of degrees instead of that of seeds.
# Message must contain: Are axis=0, ddof=1 and n_seeds
def choose_degree(degrees, scores):
    means = scores.mean(axis=0)
    best = np.argmax(means)
    error = scores[:, best].std(ddof=1) / np.sqrt(len(degrees))
    return degrees[np.argmax(means >= means[best] - error)]
