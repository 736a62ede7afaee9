# The student saves the next epoch, not the one that is done.
# Message must contain: to_contents(run)['epoch'] gives 4
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    contents["epoch"] = run["epoch"] + 1
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
