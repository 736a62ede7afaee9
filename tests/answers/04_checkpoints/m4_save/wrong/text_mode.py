# The student opens the file for text.
# Message must contain: write() argument must be str, not bytes
def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    with open(temporary, "w") as file:
        pickle.dump(contents, file)
    os.replace(temporary, path)
    return path
