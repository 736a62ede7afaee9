# The student starts an empty history.
# Message must contain: from_contents(contents)['history']
# Message must contain: no new start
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    run["history"] = []
    return run
