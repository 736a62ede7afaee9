# The student makes the folder but not the one above it.
# Message must contain: save stopped with FileNotFoundError
# Message must contain: Make that folder first, parents=True
def save(folder, contents):
    if not os.path.exists(folder):
        os.mkdir(folder)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
