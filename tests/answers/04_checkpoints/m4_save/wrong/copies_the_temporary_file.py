# The student copies instead of renaming: the copy is interrupted like any writing.
# Message must contain: opened the old epoch_000007.ckpt for writing
def save(folder, contents):
    import shutil

    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    shutil.copyfile(temporary, path)
    return path
