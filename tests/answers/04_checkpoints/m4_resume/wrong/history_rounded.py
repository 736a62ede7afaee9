# The student rounds the losses for the file.
# Message must contain: to_contents(run)['history']
# Message must contain: Off by up to
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    contents["history"] = [round(loss, 6) for loss in run["history"]]
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
