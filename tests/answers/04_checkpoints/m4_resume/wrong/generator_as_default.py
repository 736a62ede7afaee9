# The student makes the generator in the signature, which runs once.
# Message must contain: Make a new Generator in each call
def to_contents(run):
    return {**run, "generator": run["generator"].bit_generator.state}


def from_contents(contents, generator=np.random.default_rng()):
    generator.bit_generator.state = contents["generator"]
    return {**contents, "generator": generator}
