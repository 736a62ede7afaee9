def load_into(net, contents):
    try:
        epoch, activation = contents["epoch"], contents["activation"]
        shapes = {name: np.shape(array) for name, array in contents["parameters"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is no checkpoint") from error
    wanted = {name: array.shape for name, array in net["parameters"].items()}
    finite = all(np.all(np.isfinite(a)) for a in contents["parameters"].values())
    if activation != net["activation"] or shapes != wanted or not finite:
        raise ValueError("it does not fit")
    net["parameters"].update({k: np.array(v) for k, v in contents["parameters"].items()})
    return epoch
