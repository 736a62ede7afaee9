"""Good practices of training neural networks, from scratch in NumPy: what a lesson imports.

Import what you need from its module, for example ``from goodpractice.metrics import
accuracy_score``. Nothing is imported here, so that a program that wants one metric does not
wait for matplotlib.

Modules
-------
datasets
    Small two-dimensional problems with known boundaries.
metrics
    Scores that people read: accuracy, precision, recall, log loss and others.
preprocessing
    Inputs made ready for a model: scaled, with powers and products added; and pipelines.
model_selection
    What is trained on, what is selected on, what is tested on; and which settings to try.
neural_network
    A multi-layer perceptron, trained by gradients written out by hand.
callbacks
    What happens between two epochs: history, early stopping, saving.
checkpoint
    A model in a file, written whole or not at all, read without trusting it.
plotting
    The figures of the course, and a line of text for each.
checks
    How an exercise is checked.
"""
