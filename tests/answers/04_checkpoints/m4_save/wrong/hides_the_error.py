# The student prints the error, and the training goes on unsaved.
# Message must contain: save hides an error of pickle
def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    try:
        with open(temporary, "wb") as file:
            pickle.dump(contents, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except Exception as error:
        print("not saved:", error)
    return path
