# The student syncs before anything is written.
# Message must contain: When os.fsync ran, 0 of
# Message must contain: First pickle.dump
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        file.flush()
        os.fsync(file.fileno())
        pickle.dump(contents, file)
    os.replace(temporary, path)
    return path
