# The student asks a list for its keys.
# Message must contain: load_into(net, [1, 2]) raised
# Message must contain: contents may be anything
def load_into(net, contents):
    for key in ("activation", "parameters", "epoch"):
        if key not in contents.keys():
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
        own[name] = new[name].copy()
    return contents["epoch"]
