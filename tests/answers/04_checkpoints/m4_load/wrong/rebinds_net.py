# The student gives the name net another dict: the caller's stays as it was.
# Message must contain: Copy each array into net["parameters"]
def load_into(net, contents):
    if not isinstance(contents, dict) or {"activation", "parameters", "epoch"} - contents.keys():
        raise ValueError("a key is missing")
    own, new = net["parameters"], contents["parameters"]
    if contents["activation"] != net["activation"] or own.keys() != new.keys():
        raise ValueError("another architecture")
    for name in own:
        if own[name].shape != new[name].shape or not np.isfinite(new[name]).all():
            raise ValueError("another shape, NaN or infinity")
    net = copy.deepcopy(contents)
    return net["epoch"]
