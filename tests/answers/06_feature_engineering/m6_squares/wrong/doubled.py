# The student mixes up `*` and `**`.
# Message must contain: You doubled
def add_squares(X):
    return np.hstack([X, X * 2])
