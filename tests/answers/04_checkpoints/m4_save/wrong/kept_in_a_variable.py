# Not a mistake but a cheat: the files are empty, all is in a variable.
# Message must contain: renamed no file to epoch_000007.ckpt
kept = {}


def load(path):
    return kept[str(path)]


def save(folder, contents):
    Path(folder).mkdir(parents=True, exist_ok=True)
    path = Path(folder, f"epoch_{contents['epoch']:06d}.ckpt")
    if str(path) not in kept:
        path.touch()
    kept[str(path.with_name("twin"))] = kept.get(str(path))
    kept[str(path)] = contents
    return path
