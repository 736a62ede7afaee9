# The student rounds the weights: both look alike in a message.
# Message must contain: Off by up to
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    contents["weights"] = np.round(run["weights"], 8)
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
