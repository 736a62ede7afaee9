# The student deletes the old checkpoint before the new one is there.
# Message must contain: A save that failed destroyed the older file
def load(path):
    return pickle.loads(Path(path).read_bytes())


def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.unlink(missing_ok=True)
    with open(path, "wb") as file:
        pickle.dump(contents, file)
    return path
