# The student writes the dict as text.
# Message must contain: The file is no pickle
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "w") as file:
        file.write(str(contents))
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
