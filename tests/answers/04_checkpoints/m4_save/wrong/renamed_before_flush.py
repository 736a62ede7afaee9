# The student renames inside the with, while the bytes are still in Python's memory.
# Message must contain: When os.replace ran, 0 of
# Message must contain: Rename after the `with`
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        os.replace(temporary, path)
        file.flush()
        os.fsync(file.fileno())
    return path
