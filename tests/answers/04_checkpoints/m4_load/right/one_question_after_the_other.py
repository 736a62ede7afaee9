def load_into(net, contents):
    if type(contents) is not dict:
        raise ValueError("no dict")
    for key in ("activation", "parameters", "epoch"):
        if key not in contents:
            raise ValueError(f"no {key}")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own = net["parameters"]
    new = contents["parameters"]
    if sorted(own) != sorted(new):
        raise ValueError("other names")
    for name, array in new.items():
        if array.shape != own[name].shape:
            raise ValueError(f"another shape of {name}")
        if np.any(~np.isfinite(array)):
            raise ValueError(f"NaN or infinity in {name}")
    for name, array in new.items():
        own[name][...] = array
    return contents["epoch"]
