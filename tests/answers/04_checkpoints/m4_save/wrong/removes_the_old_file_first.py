# The student deletes the old checkpoint before the new one is written.
# Message must contain: removed the old epoch_000007.ckpt before
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    path.unlink(missing_ok=True)
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
