# The student does not pad the epoch with zeros.
# Message must contain: the file's name gives 'epoch_7.ckpt'
def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']}.ckpt")
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
