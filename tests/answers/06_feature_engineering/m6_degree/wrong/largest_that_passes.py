# The student takes the largest degree within the error.
# Message must contain: within one error
def choose_degree(degrees, scores):
    means = scores.mean(axis=0)
    best = np.argmax(means)
    error = scores[:, best].std(ddof=1) / np.sqrt(len(scores))
    return max(d for d, m in zip(degrees, means) if m >= means[best] - error)
