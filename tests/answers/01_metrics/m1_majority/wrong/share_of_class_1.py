# The student takes the mean of the labels, which is the share of class 1.
# Message must contain: That is the share of class 1
def majority_baseline(y):
    return np.mean(y)
