# The student writes the new file well, and removes the old one just before os.rename.
# Message must contain: removed the old epoch_000007.ckpt before
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        os.remove(path)
    os.rename(temporary, path)
    return path
