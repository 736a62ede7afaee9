# The student rounds the weights.
# Message must contain: no rounding, no float32
def load_into(net, contents):
    if not isinstance(contents, dict) or {"activation", "parameters", "epoch"} - contents.keys():
        raise ValueError("it is no checkpoint: a key is missing")
    own, new = net["parameters"], contents["parameters"]
    if contents["activation"] != net["activation"] or new.keys() != own.keys():
        raise ValueError("it is of another architecture")
    for name in own:
        if new[name].shape != own[name].shape or not np.isfinite(new[name]).all():
            raise ValueError(f"{name} has another shape, NaN or infinity")
    net["parameters"] = {name: array.round(6) for name, array in new.items()}
    return contents["epoch"]
