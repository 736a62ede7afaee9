# The student counts the class in the middle of the sorted labels.
# Message must contain: may hold less than half
def majority_baseline(y):
    y = sorted(np.ravel(y).tolist())
    return y.count(y[len(y) // 2]) / len(y)
