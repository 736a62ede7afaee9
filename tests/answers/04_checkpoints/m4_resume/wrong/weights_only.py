# The student saves the parameters alone.
# Message must contain: to_contents(run) has the keys 'epoch', 'weights'
def to_contents(run):
    return {"epoch": run["epoch"], "weights": run["weights"]}


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
