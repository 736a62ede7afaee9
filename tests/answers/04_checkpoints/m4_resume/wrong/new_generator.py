# The student makes a new generator and does not set its state.
# Message must contain: from_contents(contents)['generator']
# Message must contain: Save bit_generator.state, a dict
def to_contents(run):
    contents = dict(run)
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    return {**contents, "generator": np.random.default_rng(0)}
