# The student copies with another type.
# Message must contain: no rounding, no float32
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
        if new[name].shape != own[name].shape:
            raise ValueError("another shape")
        if not np.isfinite(new[name]).all():
            raise ValueError("not finite")
    for name in own:
        own[name] = new[name].astype(np.float32)
    return contents["epoch"]
