# The student keeps the newest checkpoint alone.
# Message must contain: leave the other checkpoints of the folder alone
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    for other in path.parent.glob("*.ckpt"):
        if other != path:
            other.unlink()
    return path
