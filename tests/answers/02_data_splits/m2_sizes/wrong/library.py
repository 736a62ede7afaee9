# The student calls the library's function.
# Message must contain: In this exercise you write it yourself
from goodpractice import model_selection


def split_sizes(n):
    return model_selection.split_sizes(n)
