# The student walks through the arrays of both by their place; other names pass.
# Message must contain: with b2 in place of b1 returned 0
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
    if len(new) != len(own):
        raise ValueError("another number")
    for a, b in zip(own.values(), new.values()):
        if a.shape != b.shape:
            raise ValueError("another shape")
        if not np.isfinite(b).all():
            raise ValueError("not finite")
    for name, b in zip(own, new.values()):
        own[name] = b.copy()
    return contents["epoch"]
