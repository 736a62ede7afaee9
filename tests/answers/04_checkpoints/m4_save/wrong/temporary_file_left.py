# The student leaves a temporary file behind.
# Message must contain: Nothing else may stay in the folder
def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    for name in ("backup.tmp", "new.tmp"):
        with open(Path(folder, name), "wb") as file:
            pickle.dump(contents, file)
            file.flush()
            os.fsync(file.fileno())
    os.replace(Path(folder, "new.tmp"), path)
    return path
