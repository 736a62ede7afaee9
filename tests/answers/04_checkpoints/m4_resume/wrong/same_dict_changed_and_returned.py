# The student gives the contents another name and changes them.
# Message must contain: Work on a copy
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    run = contents
    state = run["generator"]
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = state
    return run
