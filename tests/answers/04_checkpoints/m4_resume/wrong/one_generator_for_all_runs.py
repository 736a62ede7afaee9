# The student makes the generator once, outside of the function.
# Message must contain: one run['generator'] and the other['generator'] are one Generator
generator = np.random.default_rng()


def to_contents(run):
    return {**run, "generator": run["generator"].bit_generator.state}


def from_contents(contents):
    generator.bit_generator.state = contents["generator"]
    return {**contents, "generator": generator}
