# The student compares rows as sets: order and repeats are lost.
# Message must contain: Order counts
def find_shared(X_one, X_two):
    seen = {frozenset(r.tolist()) for r in X_one}
    return np.array([i for i, row in enumerate(X_two) if frozenset(row.tolist()) in seen], dtype=int)
