# The student renames in one step, and does not wait for the disk.
# Message must contain: called no os.fsync of the new file
def save(folder, contents):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"epoch_{contents['epoch']:06d}.ckpt"
    temporary = folder / "unfinished"
    temporary.write_bytes(pickle.dumps(contents))
    return temporary.replace(path)
