# The student fills a copy: the network stays as it was.
# Message must contain: Copy each array into net["parameters"]
def load_into(net, contents):
    if not isinstance(contents, dict):
        raise ValueError("no dict")
    if not {"activation", "parameters", "epoch"} <= set(contents):
        raise ValueError("a key is missing")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own, new = dict(net["parameters"]), contents["parameters"]
    if set(own) != set(new):
        raise ValueError("other names")
    for name in own:
        if new[name].shape != own[name].shape:
            raise ValueError("another shape")
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    for name in own:
        own[name] = new[name].copy()
    return contents["epoch"]
