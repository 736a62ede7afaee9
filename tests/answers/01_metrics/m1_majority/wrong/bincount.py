# The student counts with bincount, which refuses columns and negative classes.
# Message must contain: Your code stopped with ValueError
def majority_baseline(y):
    return np.bincount(y).max() / len(y)
