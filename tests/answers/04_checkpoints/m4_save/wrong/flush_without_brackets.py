# The student names flush and does not call it.
# Message must contain: When os.fsync ran, 0 of
# Message must contain: it came too early
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
