from pathlib import Path

import pytest

from coursework.files import write_atomic


def test_says_whether_it_wrote(tmp_path):
    path = tmp_path / "new" / "file"
    assert write_atomic(path, b"one")
    assert not write_atomic(path, b"one")
    assert write_atomic(path, b"two")
    assert path.read_bytes() == b"two"


def test_unchanged_file_is_not_touched(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"same")
    before = path.stat()
    write_atomic(path, b"same")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_interrupted_write_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"old and whole")

    def interrupted(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old and whole"
    assert list(tmp_path.iterdir()) == [path]
