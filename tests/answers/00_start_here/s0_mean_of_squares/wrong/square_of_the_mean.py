# The student takes the mean first and squares it then.
# Message must contain: Square first, then take the mean
def mean_of_squares(values):
    return np.mean(values) ** 2
