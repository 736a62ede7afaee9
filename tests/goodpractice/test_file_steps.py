"""What a function that replaces a file does on the way, seen before each step."""

import os
import pickle
import re
import sys
import textwrap
from pathlib import Path

import pytest

from goodpractice._file_steps import watch_file
from goodpractice.checks import Incorrect, check_atomic_write

CONTENTS = {"weights": list(range(50))}
DUMP = """
with open(temporary, "wb") as file:
    pickle.dump(contents, file)
"""
SYNCED = f"""{DUMP}
    file.flush()
    os.fsync(file.fileno())
"""
RIGHT = {
    "replace": f"{SYNCED}\nos.replace(temporary, path)",
    "other names of the functions": f"""
from os import fsync as sync, rename as move
{DUMP}
    file.flush()
    sync(file)
move(temporary, path)
""",
    "pathlib": f"{SYNCED}\ntemporary.replace(path)",
    "shutil": f"{SYNCED}\nshutil.move(temporary, path)",
    "synced after closing": f"""{DUMP}
descriptor = os.open(temporary, os.O_RDONLY)
os.fsync(descriptor)
os.close(descriptor)
os.replace(temporary, path)
""",
    "two renames": f"""{SYNCED}
os.rename(temporary, path.with_suffix(".done"))
os.replace(path.with_suffix(".done"), path)
""",
    "a partial call": f"""
import functools
{DUMP}
    file.flush()
    functools.partial(os.fsync, file.fileno())()
os.replace(temporary, path)
""",
    "in a thread": """
import threading
def write():
    with open(temporary, "wb") as file:
        pickle.dump(contents, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
thread = threading.Thread(target=write)
thread.start()
thread.join()
""",
    "all synced": f"{DUMP}\n    file.flush()\n    os.sync()\nos.replace(temporary, path)",
    "the folder synced as well": f"""{SYNCED}
os.replace(temporary, path)
descriptor = os.open(folder, os.O_RDONLY)
os.fsync(descriptor)
os.close(descriptor)
""",
}
WRONG = {
    "opened the old a.ckpt for writing": [
        'path.write_bytes(b"")',
        f"{SYNCED}\nshutil.copy(temporary, path)",
        "os.close(os.open(path, os.O_RDWR))",
        "os.truncate(path, 0)",
    ],
    "removed the old a.ckpt before": [
        f"path.unlink()\n{SYNCED}\nos.replace(temporary, path)",
        f"{SYNCED}\nos.remove(path)\nos.rename(temporary, path)",
        f'{SYNCED}\nos.replace(path, path.with_suffix(".old"))\nos.replace(temporary, path)',
        f"{SYNCED}\nos.remove(path)\nos.link(temporary, path)",
    ],
    "renamed no file to a.ckpt": ["", SYNCED],
    "a file of another folder": [
        f'os.mkdir(folder + "/b")\ntemporary = Path(folder, "b", "c")\n{SYNCED}\n'
        "os.replace(temporary, path)"
    ],
    "When os.replace ran, 0 of [0-9]+ bytes": [f"{DUMP}\n    os.replace(temporary, path)"],
    "opened a.ckpt for writing again": [
        f'{SYNCED}\nos.replace(temporary, path)\nopen(path, "ab").close()'
    ],
    "called no os.fsync of the new file": [
        f"""
{DUMP}
    file.flush()
    os.fsync(os.open(folder, os.O_RDONLY))
os.replace(temporary, path)
""",
        f"{DUMP}\nos.replace(temporary, path)",
        f"os.fsync(os.open(folder, os.O_RDONLY))\n{DUMP}\nos.replace(temporary, path)",
        f"{DUMP}\nos.replace(temporary, path)\nos.fsync(os.open(path, os.O_RDONLY))",
    ],
    "When os.fsync ran, 0 of [0-9]+ bytes": [
        f"{DUMP}\n    os.fsync(file.fileno())\nos.replace(temporary, path)",
    ],
}


def function(body):
    """Return a function that saves, with the given lines."""
    first = 'path, temporary = Path(folder, "a.ckpt"), Path(folder, "a.tmp")'
    namespace = {}
    lines = textwrap.indent(f"{first}\n{body}\nreturn path", "    ")
    source = f"import os, pickle, shutil\nfrom pathlib import Path\ndef save(folder, contents):\n{lines}"
    exec(source, namespace)
    return namespace["save"]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.ckpt"
    path.write_bytes(pickle.dumps("old"))
    return path


@pytest.mark.parametrize("body", RIGHT.values(), ids=RIGHT)
def test_what_leaves_the_old_or_the_new_file_passes(body, path):
    save = function(body)
    result = check_atomic_write(save, str(path.parent), CONTENTS, path=str(path), what="save")
    assert result == path
    assert pickle.loads(path.read_bytes()) == CONTENTS


@pytest.mark.parametrize(
    ("words", "body"), [(words, body) for words, bodies in WRONG.items() for body in bodies]
)
def test_what_can_lose_both_is_named(words, body, path):
    save = function(body)
    with pytest.raises(Incorrect, match=words):
        check_atomic_write(save, str(path.parent), CONTENTS, path=str(path), what="save")


KEPT = [os.fsync]  # a name that nobody finds


def test_a_sync_by_any_name_is_seen(path):
    def save(contents):
        with open(path.with_suffix(".tmp"), "wb") as file:
            file.write(contents)
            file.flush()
            KEPT[0](file.fileno())
        path.with_suffix(".tmp").replace(path)

    check_atomic_write(save, b"new", path=str(path), what="save")
    assert os.fsync is KEPT[0]


def test_other_files_are_no_steps(path):
    other = path.with_name("b.txt")
    _, steps = watch_file(other.write_text, ("text",), str(path))
    assert steps == [("end", str(path), path.stat().st_ino, path.stat().st_size, True)]


def test_a_path_may_be_written_in_any_way(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    for name in ("a.ckpt", b"a.ckpt", Path("a.ckpt"), f"../{path.parent.name}/a.ckpt"):
        _, steps = watch_file(lambda name=name: open(name, "wb").close(), (), "./a.ckpt")
        assert [kind for kind, *_ in steps] == ["write", "end"]


def test_nothing_is_heard_after_the_call_nor_after_an_error(path):
    def profile(*event):
        pass

    def fails():
        path.unlink()
        raise OSError("disk full")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        with pytest.raises(OSError, match=re.escape("disk full")):
            watch_file(fails, (), str(path))
        assert sys.getprofile() is profile
    finally:
        sys.setprofile(before)
    path.write_bytes(b"")
    _, steps = watch_file(lambda: None, (), str(path))
    assert steps == [("end", str(path), path.stat().st_ino, 0, True)]
    path.unlink()
    assert watch_file(lambda: 3, (), str(path)) == (3, [("end", str(path), -1, -1, False)])
