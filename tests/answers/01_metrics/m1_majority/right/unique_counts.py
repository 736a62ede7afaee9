def majority_baseline(y):
    counts = np.unique(y, return_counts=True)[1]
    return counts.max() / counts.sum()
