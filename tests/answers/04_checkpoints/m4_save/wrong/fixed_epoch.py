# The student writes the name of the example.
# Message must contain: the name for epoch 1234567
def save(folder, contents):
    path = Path(folder, "epoch_000007.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
