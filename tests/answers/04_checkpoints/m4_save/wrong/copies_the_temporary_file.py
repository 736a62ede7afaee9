# The student copies instead of renaming: the copy is interrupted like any writing.
# Message must contain: wrote into the old file
def load(path):
    return pickle.loads(Path(path).read_bytes())


def save(folder, contents):
    import shutil

    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(pickle.dumps(contents))
    shutil.copyfile(temporary, path)
    return path
