# The student writes the archive of NumPy.
# Message must contain: The file is no pickle
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        np.savez(file, **contents)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
