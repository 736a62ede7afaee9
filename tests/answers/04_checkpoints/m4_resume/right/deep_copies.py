def to_contents(run):
    contents = copy.deepcopy(run)
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    run = copy.deepcopy(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
