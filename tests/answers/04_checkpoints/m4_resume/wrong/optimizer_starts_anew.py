# The student starts the optimizer anew.
# Message must contain: from_contents(contents)['n_steps']
# Message must contain: no new start
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    run["mean"] = np.zeros(3)
    run["square"] = np.zeros(3)
    run["n_steps"] = 0
    return run
