# The student takes the mean of the labels, which is a share only for classes 0 and 1.
# Message must contain: the mean of the labels
def majority_baseline(y):
    return np.mean(y)
