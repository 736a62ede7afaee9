# The student forgets that the second checkpoint finds the folder there.
# Message must contain: save stopped with FileExistsError
# Message must contain: give mkdir exist_ok=True
def save(folder, contents):
    os.makedirs(folder)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    return path
