# The student assumes that the classes are 0 and 1.
# Message must contain: Wanted: 0.5714
def majority_baseline(y):
    share = np.mean(np.ravel(y) == 1)
    return max(share, 1 - share)
