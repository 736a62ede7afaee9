# The student saves a seed: the generator starts anew and draws the first batches again.
# Message must contain: ['generator'] gives 0, an int
# Message must contain: Save bit_generator.state, a dict
def to_contents(run):
    return {**run, "generator": 0}


def from_contents(contents):
    return {**contents, "generator": np.random.default_rng(contents["generator"])}
