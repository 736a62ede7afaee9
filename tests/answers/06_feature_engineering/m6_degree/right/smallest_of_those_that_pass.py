def choose_degree(degrees, scores):
    means = np.mean(scores, axis=0)
    best = means.argmax()
    error = np.std(scores, axis=0, ddof=1)[best] / scores.shape[0] ** 0.5
    return min(d for d, mean in zip(degrees, means) if means[best] - mean <= error)
