# The student draws a seed for later: the run that goes on has lost a number.
# Message must contain: run, after to_contents(run),['generator']
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    run["generator"].integers(10)
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
