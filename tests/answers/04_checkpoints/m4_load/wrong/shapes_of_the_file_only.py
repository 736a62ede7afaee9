# The student looks for the own names in the file, not for those that are too many.
# Message must contain: with a new name returned 0
# Message must contain: Compare the names in both
def load_into(net, contents):
    if not isinstance(contents, dict):
        raise ValueError("no dict")
    if not {"activation", "parameters", "epoch"} <= set(contents):
        raise ValueError("a key is missing")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own, new = net["parameters"], contents["parameters"]
    if not set(own) <= set(new):
        raise ValueError("other names")
    for name in own:
        if new[name].shape != own[name].shape:
            raise ValueError("another shape")
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    for name in own:
        own[name] = new[name].copy()
    return contents["epoch"]
