# The student syncs while the bytes are still in Python's memory.
# Message must contain: When os.fsync ran, 0 of
# Message must contain: it came too early
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        os.fsync(file.fileno())
        file.flush()
    os.replace(temporary, path)
    return path
