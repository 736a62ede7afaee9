# The student gives the whole state to default_rng.
# Message must contain: TypeError: SeedSequence expects
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng(contents["generator"])
    return run
