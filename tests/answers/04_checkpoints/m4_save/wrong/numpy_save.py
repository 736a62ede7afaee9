# The student writes with NumPy, in its own format.
# Message must contain: The file is no pickle: pickle.dump(contents, file)
def save(folder, contents):
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        np.save(file, contents)
    os.replace(temporary, path)
    return path
