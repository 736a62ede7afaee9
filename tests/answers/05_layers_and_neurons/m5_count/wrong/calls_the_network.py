# The student counts what is in the library's network.
# Message must contain: Your code calls goodpractice.neural_network.MLPClassifier
def count_parameters(sizes):
    model = MLPClassifier(sizes[1:-1], max_epochs=0)
    n_classes = 2 if sizes[-1] == 1 else sizes[-1]
    model.fit(np.zeros((n_classes, sizes[0])), np.arange(n_classes))
    return sum(array.size for array in model.get_weights())
