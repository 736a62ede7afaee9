# The student puts `os.replace` into `finally`: half a file takes the name.
# Message must contain: destroyed the older file
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    try:
        with open(temporary, "wb") as file:
            pickle.dump(contents, file)
            file.flush()
            os.fsync(file.fileno())
    finally:
        os.replace(temporary, path)
    return path
