# The student thinks that flush brings the bytes to the disk.
# Message must contain: called no os.fsync of the new file
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
    os.replace(temporary, path)
    return path
