# The student mixes up what np.unique returns, and divides the largest class.
# Message must contain: Wanted: 0.5714
def majority_baseline(y):
    counts, classes = np.unique(y, return_counts=True)
    return counts.max() / len(y)
