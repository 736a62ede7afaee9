# The student returns how often the class stands in y.
# Message must contain: Divide by the number of samples
def majority_baseline(y):
    return np.unique(y, return_counts=True)[1].max()
