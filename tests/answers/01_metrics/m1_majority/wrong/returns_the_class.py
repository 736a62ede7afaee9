# The student returns the most frequent class instead of its share.
# Message must contain: Do you return a class
def majority_baseline(y):
    classes, counts = np.unique(y, return_counts=True)
    return classes[counts.argmax()]
