# The student writes a good temporary file, and copies it onto the old name.
# Message must contain: opened the old epoch_000007.ckpt for writing
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    import shutil

    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    shutil.copy(temporary, path)
    temporary.unlink()
    return path
