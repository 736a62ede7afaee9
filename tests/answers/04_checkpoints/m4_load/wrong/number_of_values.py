# The student compares how many values there are, and reshapes.
# Message must contain: with W1 of shape (3, 2) returned 0
# Message must contain: Compare the shapes, not lengths
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
        if new[name].size != own[name].size:
            raise ValueError("another shape")
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    for name in own:
        own[name] = new[name].reshape(own[name].shape).copy()
    return contents["epoch"]
