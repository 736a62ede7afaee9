# The student lets a KeyError out where a key is missing.
# Message must contain: with no epoch raised KeyError
# Message must contain: Look for each key before you use it
def load_into(net, contents):
    if contents["activation"] != net["activation"]:
        raise ValueError("another activation")
    epoch = contents["epoch"]
    own, new = net["parameters"], contents["parameters"]
    for name in own:
        if new[name].shape != own[name].shape or not np.isfinite(new[name]).all():
            raise ValueError("does not fit")
    own.update(copy.deepcopy(new))
    return epoch
