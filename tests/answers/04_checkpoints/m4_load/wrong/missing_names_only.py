# The student looks for missing names, not for further ones.
# Message must contain: a new name
def load_into(net, contents):
    if not isinstance(contents, dict):
        raise ValueError("no dict")
    for key in ("activation", "parameters", "epoch"):
        if key not in contents:
            raise ValueError(f"no {key}")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own, new = net["parameters"], contents["parameters"]
    for name in own:
        if name not in new:
            raise ValueError("a name is missing")
    for name in own:
        if new[name].shape != own[name].shape:
            raise ValueError("another shape")
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    net["parameters"] = {name: array.copy() for name, array in new.items()}
    return contents["epoch"]
