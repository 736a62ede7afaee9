# The student writes * for **, which doubles the values.
# Message must contain: `values * 2` doubles
def mean_of_squares(values):
    return np.mean(np.asarray(values) * 2)
