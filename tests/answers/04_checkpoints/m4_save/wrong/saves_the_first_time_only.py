# The student skips the save if the file is there.
# Message must contain: renamed no file to epoch_000007.ckpt
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    if path.exists():
        return path
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
