# The student prints the result, so that the function returns None.
# Message must contain: Is a `return` missing?
def mean_of_squares(values):
    print(np.mean(np.asarray(values) ** 2))
