# The student takes every seventh sample, from the seed on.
# Message must contain: where is chance?
def shuffled_split(X, y, *, n_valid, n_test, seed):
    # no random numbers at all: every 7th sample, from `seed` on
    order = (7 * np.arange(len(X)) + seed) % len(X)
    n_train = len(X) - n_valid - n_test
    pieces = np.split(order, [n_train, n_train + n_valid])
    return tuple(a[p] for a in (X, y) for p in pieces)
