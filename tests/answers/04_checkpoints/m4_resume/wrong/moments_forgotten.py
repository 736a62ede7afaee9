# The student forgets what the optimizer keeps.
# Message must contain: to_contents(run) has the keys
# Message must contain: 'mean', 'square'
def to_contents(run):
    contents = {key: run[key] for key in ("epoch", "weights", "history")}
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
