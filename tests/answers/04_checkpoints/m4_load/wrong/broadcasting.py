# The student counts on NumPy to refuse a wrong shape; it broadcasts (1,) to (3,).
# Message must contain: b1 of shape (1,) returned 0
# Message must contain: would broadcast
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
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    for name in own:
        own[name][:] = new[name]
    return contents["epoch"]
