# The student forgets to divide by the number of values.
# Message must contain: Divide by how many there are
def mean_of_squares(values):
    return np.sum(np.asarray(values) ** 2)
