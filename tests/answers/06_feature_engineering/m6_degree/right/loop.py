def choose_degree(degrees, scores):
    n = len(scores)
    means = [sum(column) / n for column in scores.T]
    highest = max(means)
    column = scores[:, means.index(highest)]
    error = (sum((s - highest) ** 2 for s in column) / (n - 1) / n) ** 0.5
    for degree, mean in zip(degrees, means):
        if mean >= highest - error:
            return degree
