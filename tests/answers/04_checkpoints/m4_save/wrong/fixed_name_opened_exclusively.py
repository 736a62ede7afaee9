# The student opens the temporary file so that it must be new: after one failure, no save works.
# Message must contain: What a failed save left behind spoils the next one
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "xb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
