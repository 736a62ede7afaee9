# The student demands more than the bound, which nothing is without spread.
# Message must contain: compare with >=
def choose_degree(degrees, scores):
    means = scores.mean(axis=0)
    best = np.argmax(means)
    error = scores[:, best].std(ddof=1) / np.sqrt(len(scores))
    return next((d for d, m in zip(degrees, means) if m > means[best] - error), None)
