# The student compares lengths, which are those of the first axis.
# Message must contain: W1 of shape (2, 4) returned 0
# Message must contain: Compare the shapes, not lengths
def load_into(net, contents):
    if not isinstance(contents, dict):
        raise ValueError("no dict")
    for key in ("activation", "parameters", "epoch"):
        if key not in contents:
            raise ValueError(f"no {key}")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own, new = net["parameters"], contents["parameters"]
    if new.keys() != own.keys():
        raise ValueError("other names")
    for name in own:
        if len(new[name]) != len(own[name]):
            raise ValueError("another shape")
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    for name in own:
        own[name] = new[name].copy()
    return contents["epoch"]
