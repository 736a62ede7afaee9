# The student takes the mean of the labels, which is a share only for classes 0 and 1.
# Message must contain: only if the classes are 0 and 1
def majority_baseline(y):
    return np.mean(y)
