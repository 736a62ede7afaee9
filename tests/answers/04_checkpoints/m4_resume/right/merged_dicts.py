def to_contents(run):
    return run | {"generator": run["generator"].bit_generator.state}


def from_contents(contents):
    generator = np.random.default_rng(0)
    generator.bit_generator.state = contents["generator"]
    return {**contents, "generator": generator}
