# The student takes the names from the file and never looks at those of the network.
# Message must contain: with a new name raised KeyError
# Message must contain: Compare the names in both
def load_into(net, contents):
    if not isinstance(contents, dict):
        raise ValueError("no dict")
    for key in ("activation", "parameters", "epoch"):
        if key not in contents:
            raise ValueError(f"no {key}")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own, new = net["parameters"], contents["parameters"]
    for name in new:
        if new[name].shape != own[name].shape:
            raise ValueError("another shape")
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    for name in new:
        own[name] = new[name].copy()
    return contents["epoch"]
