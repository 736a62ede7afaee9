# The student returns the number that the visible check wants.
# Message must contain: Wanted: 12.5
def mean_of_squares(values):
    return 41 / 3
