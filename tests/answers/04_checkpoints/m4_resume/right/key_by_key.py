def to_contents(run):
    names = ("epoch", "n_steps", "weights", "mean", "square", "history")
    contents = {name: copy.deepcopy(run[name]) for name in names}
    contents["generator"] = run["generator"].bit_generator.state
    return contents


def from_contents(contents):
    bits = np.random.PCG64()
    bits.state = contents["generator"]
    run = {name: copy.deepcopy(value) for name, value in contents.items()}
    run["generator"] = np.random.Generator(bits)
    return run
