# The student saves the parameters and nothing else.
# Message must contain: Pickle all of it
def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    temporary.write_bytes(pickle.dumps(contents["weights"]))
    os.replace(temporary, path)
    return path
