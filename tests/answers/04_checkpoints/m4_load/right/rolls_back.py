def load_into(net, contents):
    before = copy.deepcopy(net["parameters"])
    try:
        if contents["activation"] != net["activation"]:
            raise ValueError("another activation")
        new = contents["parameters"]
        if set(new) != set(before):
            raise ValueError("other names")
        for name, array in new.items():
            if array.shape != before[name].shape:
                raise ValueError("another shape")
            net["parameters"][name][...] = array
            if not np.isfinite(array).all():
                raise ValueError("not finite")
        return contents["epoch"]
    except (KeyError, TypeError, ValueError) as error:
        net["parameters"] = before
        raise ValueError(str(error)) from error
