def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        try:
            pickle.dump(contents, file)
            file.flush()
            os.fsync(file.fileno())
        except Exception:
            os.unlink(file.name)
            raise
    path = Path(folder) / f"epoch_{contents['epoch']:0>6}.ckpt"
    os.replace(file.name, path)
    return path
