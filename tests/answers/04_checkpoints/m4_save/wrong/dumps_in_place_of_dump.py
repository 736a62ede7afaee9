# The student makes the bytes and does not write them.
# Message must contain: The file is no pickle: pickle.dump(contents, file)
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dumps(contents)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
