# The student checks and copies in one loop: the first arrays are set before the last is refused.
# Message must contain: net, after b1 of shape (1,),
# Message must contain: First check all
def load_into(net, contents):
    if not isinstance(contents, dict) or not {"activation", "parameters", "epoch"} <= set(contents):
        raise ValueError("a key is missing")
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    own, new = net["parameters"], contents["parameters"]
    if set(own) != set(new):
        raise ValueError("other names")
    for name in own:
        if new[name].shape != own[name].shape or not np.isfinite(new[name]).all():
            raise ValueError("does not fit")
        own[name][...] = new[name]
    return contents["epoch"]
