# The student puts the dict of the file into the network.
# Message must contain: Copy each array
def load_into(net, contents):
    if not isinstance(contents, dict) or {"activation", "parameters", "epoch"} - contents.keys():
        raise ValueError("no checkpoint")
    own, new = net["parameters"], contents["parameters"]
    if contents["activation"] != net["activation"] or new.keys() != own.keys():
        raise ValueError("another architecture")
    for name in own:
        if new[name].shape != own[name].shape or not np.isfinite(new[name]).all():
            raise ValueError(name)
    net["parameters"] = new
    return contents["epoch"]
