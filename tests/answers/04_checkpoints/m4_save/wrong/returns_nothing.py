# The student forgets the return.
# Message must contain: Return path, neither None nor a string
def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
