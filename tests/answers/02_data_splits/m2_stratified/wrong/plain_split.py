# The student shuffles and cuts without looking at the classes.
# Message must contain: Of each class
def stratified_split(y, *, fraction, seed):
    order = np.random.default_rng(seed).permutation(len(y))
    n_held_out = round(fraction * len(y))
    return order[n_held_out:], order[:n_held_out]
