def save(folder, contents):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"epoch_{contents['epoch']:06d}.ckpt"
    temporary = folder / "unfinished"
    with temporary.open("wb") as file:
        file.write(pickle.dumps(contents))
        file.flush()
        os.fsync(file)
    return temporary.replace(path)
