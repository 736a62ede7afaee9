# The student returns from inside the loop.
# Message must contain: Wanted: ValueError
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
        if new[name].shape != own[name].shape or not np.isfinite(new[name]).all():
            raise ValueError("it does not fit")
        net["parameters"] = {name: array.copy() for name, array in new.items()}
        return contents["epoch"]
