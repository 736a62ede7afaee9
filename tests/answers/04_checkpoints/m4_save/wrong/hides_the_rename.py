# The student hides the error of the last step.
# Message must contain: save hides an error of os.replace
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.replace(temporary, path)
    except OSError:
        pass
    return path
