def save(folder, contents):
    os.makedirs(folder, exist_ok=True)
    path = Path(folder) / "epoch_{:06d}.ckpt".format(contents["epoch"])
    temporary = Path(folder) / (path.name + ".part")
    temporary.write_bytes(pickle.dumps(contents))
    with open(temporary, "rb+") as file:
        os.fsync(file.fileno())
    os.rename(temporary, path)
    return path
