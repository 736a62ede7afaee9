# The student takes the word add literally.
# Message must contain: `+` adds numbers
def add_squares(X):
    return X + X**2
