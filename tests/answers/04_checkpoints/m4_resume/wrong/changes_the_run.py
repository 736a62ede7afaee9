# The student changes the run itself, which can train no longer.
# Message must contain: run, after to_contents(run), holds no Generator
def to_contents(run):
    run["generator"] = run["generator"].bit_generator.state
    return run


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
