# The student asks with get: epoch 0 counts as none.
# Message must contain: of epoch 0, was refused: no epoch
def load_into(net, contents):
    if not isinstance(contents, dict):
        raise ValueError("no dict")
    for key in ("activation", "parameters", "epoch"):
        if not contents.get(key):
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
