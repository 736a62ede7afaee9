# The student squares in place, so that the caller's array is changed.
# Message must contain: changed its argument
def mean_of_squares(values):
    values **= 2
    return np.mean(values)
