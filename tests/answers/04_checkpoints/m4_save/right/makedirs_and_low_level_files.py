def save(folder, contents):
    os.makedirs(folder, exist_ok=True)
    name = "epoch_" + str(contents["epoch"]).zfill(6) + ".ckpt"
    path = os.path.join(folder, name)
    descriptor = os.open(path + "~", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    with os.fdopen(descriptor, "wb") as file:
        pickle.dump(contents, file, protocol=5)
        file.flush()
        os.fsync(descriptor)
    os.replace(path + "~", path)
    return Path(path)
