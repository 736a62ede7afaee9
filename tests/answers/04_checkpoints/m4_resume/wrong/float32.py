# The student saves space with float32, and loses bits.
# Message must contain: Off by up to
# Message must contain: no rounding, no float32
def to_contents(run):
    contents = {**run, "generator": run["generator"].bit_generator.state}
    for name in ("weights", "mean", "square"):
        contents[name] = run[name].astype(np.float32)
    return contents


def from_contents(contents):
    run = dict(contents)
    run["generator"] = np.random.default_rng()
    run["generator"].bit_generator.state = contents["generator"]
    return run
