# The student looks for NaN only.
# Message must contain: inf in W2
def load_into(net, contents):
    if not isinstance(contents, dict):
        raise ValueError("no dict")
    if not {"activation", "parameters", "epoch"} <= set(contents):
        raise ValueError("a key is missing")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own, new = net["parameters"], contents["parameters"]
    if set(own) != set(new):
        raise ValueError("other names")
    for name in own:
        if new[name].shape != own[name].shape:
            raise ValueError("another shape")
        if np.isnan(new[name]).any():
            raise ValueError("not finite")
    for name in own:
        own[name] = new[name].copy()
    return contents["epoch"]
