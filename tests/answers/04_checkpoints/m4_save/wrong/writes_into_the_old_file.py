# The student thinks that flush and fsync are enough.
# Message must contain: opened the old epoch_000007.ckpt for writing
def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    with open(path, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    return path
