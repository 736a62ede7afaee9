# The student leaves the temporary file as a second name of the checkpoint: the next save writes into it.
# Message must contain: removed the old epoch_000007.ckpt before
def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    temporary = path.with_suffix(".tmp")
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)
    path.hardlink_to(temporary)
    return path
