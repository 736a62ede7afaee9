# The student changes the contents, which can be used once.
# Message must contain: Work on a copy
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    generator = np.random.default_rng()
    generator.bit_generator.state = contents["generator"]
    contents["generator"] = generator
    return contents
