# The student writes the unfinished file into the system's temporary folder, maybe on another disk.
# Message must contain: renamed a file of another folder
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary = Path(tempfile.gettempdir(), path.name + f".{os.getpid()}")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
