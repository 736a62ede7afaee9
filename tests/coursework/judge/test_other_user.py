"""The judge as an ordinary user, when the tests themselves run as root."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import coursework

pytestmark = [pytest.mark.confined, pytest.mark.kernel]
REPOSITORY = Path(coursework.__file__).parents[2]
FOLDER = "tests/coursework/judge"
NOBODY = 65534
TESTS = [
    f"{FOLDER}/test_judge.py::test_right_answers_score_and_the_verdict_is_plain_data",
    f"{FOLDER}/test_judge.py::test_a_wrong_answer_gets_none_and_its_message",
    f"{FOLDER}/test_sandbox.py",
]


def closed_part(path):
    """Return the uppermost folder of a path that is not open to everybody, or None."""
    parts = [*reversed(path.parents), path]
    return next((part for part in parts if not part.stat().st_mode & 0o001), None)


def opening(paths, keep):
    """Return shell commands by which paths can be reached that lie in a closed folder.

    The folder is covered with an open, empty one, and the paths are put back into it. In a mount
    namespace of its own, this changes nothing for others.
    """
    closed = {path: closed_part(path) for path in paths}
    hidden = [path for path in paths if closed[path]]
    places = {path: keep / str(number) for number, path in enumerate(hidden)}
    for place in places.values():
        place.mkdir()
    lines = [["mount", "--bind", path, place] for path, place in places.items()]
    tops = {closed[path] for path in hidden}
    lines += [["mount", "-t", "tmpfs", "-o", "mode=755", "none", top] for top in sorted(tops)]
    for path, place in places.items():
        lines += [["mkdir", "-p", path], ["mount", "--bind", place, path]]
    return "".join(shlex.join(map(str, line)) + " && " for line in lines)


def test_an_ordinary_user_judges_and_is_confined_the_same(tmp_path):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS]
    if os.getuid() == 0:
        paths = [Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), REPOSITORY]
        user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        then = f"{opening(dict.fromkeys(paths), tmp_path)} exec {shlex.join([*user, *command])}"
        command = ["unshare", "--mount", "sh", "-c", then]
    # With CI, a sandbox that cannot be had is a failure.
    settings = {"CI": "true", "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nowhere"}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY / "lib")}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment | settings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout
