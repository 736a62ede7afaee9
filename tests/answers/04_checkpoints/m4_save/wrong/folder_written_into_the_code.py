# The student makes the folder of the example, whatever folder is given.
# Message must contain: Make that folder first, parents=True
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    Path("runs/monday").mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
