# The student lets the library write the file.
# Message must contain: calls goodpractice.checkpoint.save_checkpoint of the library
def save(folder, contents):
    from goodpractice.checkpoint import _write_atomically
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_atomically(path, pickle.dumps(contents))
    return path
