# The student overlooks that the values may come as a list, which ** refuses.
# Message must contain: Your code stopped with TypeError
def mean_of_squares(values):
    return np.mean(values**2)
