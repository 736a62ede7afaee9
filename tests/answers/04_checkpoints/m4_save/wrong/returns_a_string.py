# The student returns the name as a string.
# Message must contain: neither None nor a string
def save(folder, contents):
    os.makedirs(folder, exist_ok=True)
    path = f"{folder}/epoch_{contents['epoch']:06d}.ckpt"
    with open(path + ".tmp", "wb") as file:
        pickle.dump(contents, file)
    os.replace(path + ".tmp", path)
    return path
