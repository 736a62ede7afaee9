# The student does not make a generator of the state.
# Message must contain: from_contents(contents) holds no Generator
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    return dict(contents)
