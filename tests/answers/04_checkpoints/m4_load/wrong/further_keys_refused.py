# The student refuses a file with a note.
# Message must contain: a note and another order, was refused
def load_into(net, contents):
    if not isinstance(contents, dict):
        raise ValueError("no dict")
    if set(contents) != {"activation", "parameters", "epoch"}:
        raise ValueError("other keys")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own, new = net["parameters"], contents["parameters"]
    if new.keys() != own.keys():
        raise ValueError("other names")
    for name in own:
        if new[name].shape != own[name].shape:
            raise ValueError("another shape")
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    for name in own:
        own[name] = new[name].copy()
    return contents["epoch"]
