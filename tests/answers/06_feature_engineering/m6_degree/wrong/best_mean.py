# The student takes the highest mean and no rule.
# Message must contain: the degree with the best mean
def choose_degree(degrees, scores):
    return degrees[np.argmax(scores.mean(axis=0))]
