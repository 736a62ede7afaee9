# The student turns arrays into lists for the file, and back.
# Message must contain: a list. Wanted: an array of shape (3,). Keep every value as it is
def to_contents(run):
    contents = dict(run)
    for name in ("weights", "mean", "square"):
        contents[name] = run[name].tolist()
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    run = dict(contents)
    for name in ("weights", "mean", "square"):
        run[name] = np.array(contents[name])
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
