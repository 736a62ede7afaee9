"""Files that no student should hand in, and some do. Each ends in a mark or in one clear line."""

import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from rich.console import Console

from coursework.bank import compose
from coursework.course import grade_course
from coursework.grade import MAX_BYTES, grade_submission
from coursework.judge import sandbox
from coursework.judge.judge import Verdict

NAME = "90_small"
RIGHT = "def double(x):\n    return 2 * np.asarray(x)"


def _notebook(release) -> dict:
    made = compose(release, {"s90_double": RIGHT, "s90_why": "So."})
    return json.loads(nbformat.writes(made))


def _write(course, student, data):
    path = course / "submitted" / student / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return path


def _grade(course, **options):
    console = Console(file=io.StringIO(), width=250, color_system=None)
    code = grade_course(course, unconfined=not sandbox.available(), console=console, **options)
    return code, console.file.getvalue()


def _scores(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "good_practices") as gradebook:
        students = [one.student.id for one in gradebook.assignment_submissions(NAME)]
        return {
            student: gradebook.find_grade("s90_double_check", NAME, NAME, student).auto_score
            for student in students
        }


# --- what a file can be ----------------------------------------------------------------


def _old(release, version):
    """The notebook as Jupyter wrote it years ago."""
    current = nbformat.reads(json.dumps(_notebook(release)), as_version=4)
    old = nbformat.convert(current, 3)
    if version == 2:
        cells = old.worksheets[0].cells
        for cell in cells:
            cell.pop("metadata", None)
        return {
            "nbformat": 2,
            "metadata": {"name": ""},
            "worksheets": [{"cells": [dict(cell) for cell in cells]}],
        }
    return json.loads(nbformat.v3.writes_json(old))


def test_a_class_of_broken_files(small_course, small_release):
    whole = _notebook(small_release)
    text = json.dumps(whole).encode()
    deep = json.dumps(whole)[:-1] + ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
    doubled = json.loads(text)
    doubled["cells"].insert(3, dict(doubled["cells"][2]))
    moved = json.loads(text)
    moved["cells"].reverse()
    retyped = json.loads(text)
    retyped["cells"][3]["cell_type"] = "markdown"
    retyped["cells"][3] = {
        k: v for k, v in retyped["cells"][3].items() if "out" not in k and "exec" not in k
    }
    rich = json.loads(text)
    rich["cells"][3]["metadata"]["nbgrader"] |= {"points": 1e9, "grade": False}
    files = {
        "right": (text, 2.0),
        "crlf": (text.replace(b"\\n", b"\\r\\n"), 2.0),
        "bom": (b"\xef\xbb\xbf" + text, None),
        "cut": (text[: len(text) // 2], 0.0),
        "deep": (deep.encode(), 0.0),
        "doubled": (json.dumps(doubled).encode(), 2.0),
        "empty": (b"", 0.0),
        "latin1": ("é".encode("latin-1") + text, 0.0),
        "moved": (json.dumps(moved).encode(), None),
        "null": (b"null", 0.0),
        "number": (b"NaN", 0.0),
        "retyped": (json.dumps(retyped).encode(), 2.0),
        "rich": (json.dumps(rich).encode(), 2.0),
        "utf16": (text.decode().encode("utf-16"), 0.0),
        "version2": (json.dumps(_old(small_release, 2)).encode(), 0.0),
        "version3": (json.dumps(_old(small_release, 3)).encode(), None),
        "version99": (json.dumps(whole | {"nbformat": 99}).encode(), 0.0),
        "zeros": (bytes(1000), 0.0),
    }
    for student, (data, _) in files.items():
        _write(small_course, student, data)
    large = _write(small_course, "large", b"")
    os.truncate(large, 200 << 20)
    _write(small_course, "folder", b"").unlink()
    (small_course / "submitted" / "folder" / NAME / f"{NAME}.ipynb").mkdir()
    _write(small_course, "link", b"").unlink()
    linked = small_course / "submitted" / "link" / NAME / f"{NAME}.ipynb"
    linked.symlink_to(small_course / "source" / NAME / f"{NAME}.ipynb")
    pipe = _write(small_course, "pipe", b"")
    pipe.unlink()
    os.mkfifo(pipe)

    code, shown = _grade(small_course, feedback=True)
    assert code == 0
    assert "Traceback" not in shown
    scores = _scores(small_course)
    assert set(scores) == {*files, "large", "folder", "link", "pipe"}
    for student, (_, points) in files.items():
        if points is not None:
            assert scores[student] == points, (student, shown)
    for student, score in scores.items():
        folder = small_course / "autograded" / student / NAME
        nbformat.validate(nbformat.read(folder / f"{NAME}.ipynb", as_version=4))
        # Without a mark there is a reason, in one line.
        if student not in ("moved",) and not score:
            assert len((folder / "reason.txt").read_text().strip().splitlines()) == 1, student
    reason = (small_course / "autograded" / "large" / NAME / "reason.txt").read_text()
    assert f"The file has 200 MB; {MAX_BYTES >> 20} MB is the limit." in reason


def test_names_that_need_care(small_course, small_release):
    names = [
        "a b",
        "o'neil",
        'say "hi"',
        "ñandú",
        "..dots",
        "semi;colon",
        "-rf",
        "%s",
        "[x]",
        "$HOME",
        "日本",
    ]
    for name in names:
        _write(small_course, name, _notebook(small_release))
    _write(small_course, "line\nend", _notebook(small_release))
    code, shown = _grade(small_course, feedback=True, export=small_course / "marks.csv")
    assert code == 0, shown
    scores = _scores(small_course)
    # A folder that begins with a dot is hidden, and no student's.
    assert scores == dict.fromkeys([*(n for n in names if n[0] != "."), "line\nend"], 2.0)
    # nbgrader's own converter does not find a folder whose name has two lines.
    assert "No feedback for line?end, 90_small: " in shown
    for name in set(scores) - {"line\nend"}:
        assert (small_course / "feedback" / name / NAME / f"{NAME}.html").is_file(), name


# --- zips, as they come from an LMS ----------------------------------------------------


def _zip(path, members, links=()):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
        for name, target in links:
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            file.writestr(info, target)


@pytest.mark.kernel
def test_zips_are_collected_by_nbgrader_and_graded(small_course, small_release):
    data = json.dumps(_notebook(small_release))
    archives = small_course / "downloaded" / NAME / "archive"
    outside = small_course.parent / "escaped.ipynb"
    _zip(
        archives / "class.zip",
        {
            f"ada_{NAME}_attempt_2026-01-02-10-00-00_{NAME}.ipynb": data,
            f"bob_{NAME}_attempt_2026-01-02-10-00-00_other.ipynb": data,
            f"../../../../{outside.name}": data,
            "/tmp/absolute_from_a_zip.ipynb": data,
            f"tim_{NAME}_attempt_2026-01-02-10-00-00_{NAME}.ipynb": b"\0" * (30 << 20),
        },
        links=[(f"eve_{NAME}_attempt_2026-01-02-10-00-00_{NAME}.ipynb", "/etc/passwd")],
    )
    pattern = rf".*/(?P<student_id>\w+)_{NAME}_attempt_(?P<timestamp>[0-9-]+)_(?P<file_id>.*)"
    with (small_course / "nbgrader_config.py").open("a") as config:
        config.write(f"c.FileNameCollectorPlugin.named_regexp = {pattern!r}\n")
    command = [sys.executable, "-m", "nbgrader", "zip_collect", NAME, "--log-level=ERROR"]
    done = subprocess.run(command, cwd=small_course, capture_output=True, text=True, timeout=120)
    assert not outside.exists()
    assert not Path("/tmp/absolute_from_a_zip.ipynb").exists()
    assert done.returncode == 0, done.stderr
    code, shown = _grade(small_course)
    assert code == 0, shown
    scores = _scores(small_course)
    assert scores["ada"] == 2.0
    assert all(score == 0.0 for student, score in scores.items() if student != "ada"), shown
    everything = b"".join(
        path.read_bytes() for path in (small_course / "autograded").rglob("*") if path.is_file()
    )
    assert b"root:" not in everything


# --- mutated notebooks -----------------------------------------------------------------

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _places(value, place=()):
    """List the path to everything in a notebook."""
    yield place
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, part in inside:
        yield from _places(part, (*place, key))


def _mutate(notebook, place, change, junk):
    if not place:
        return junk if change == "replace" else notebook
    parent = notebook
    for key in place[:-1]:
        parent = parent[key]
    key = place[-1]
    if change == "replace":
        parent[key] = junk
    elif change == "delete":
        del parent[key]
    elif isinstance(parent, list):
        parent.insert(key, parent[key])
    else:
        parent[f"{key} again"] = parent[key]
    return notebook


@settings(
    max_examples=2000,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_thousands_of_mutated_notebooks_crash_nothing(small, small_release, monkeypatch, data):
    """Without the judge, which other tests give such notebooks to: it is reading that may fail."""
    seen = []

    def judge(lesson, submission, **options):
        seen.append(submission.cells)
        return Verdict((), (), "", True)

    monkeypatch.setattr("coursework.grade.judge", judge)
    notebook = _notebook(small_release)
    for _ in range(data.draw(st.integers(1, 3))):
        places = list(_places(notebook))
        place = data.draw(st.sampled_from(places))
        change = data.draw(st.sampled_from(["replace", "delete", "double"]))
        notebook = _mutate(notebook, place, change, data.draw(JUNK))
        if not isinstance(notebook, (dict, list)):
            break
    result = grade_submission(small, "ada", json.dumps(notebook).encode())
    assert "The grader itself failed" not in result.reason, result.reason
    assert len(result.reason.splitlines()) <= 1
    assert bool(seen) == (not result.reason)
    nbformat.validate(nbformat.reads(result.notebook, as_version=4))


@settings(
    max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_thousands_of_mutated_bytes_crash_nothing(small, small_release, monkeypatch, data):
    monkeypatch.setattr(
        "coursework.grade.judge", lambda *args, **options: Verdict((), (), "", True)
    )
    text = bytearray(json.dumps(_notebook(small_release)).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(text) - 1)))
        length = data.draw(st.integers(0, 40))
        text[at : at + length] = data.draw(st.binary(max_size=8))
    result = grade_submission(small, "ada", bytes(text))
    assert "The grader itself failed" not in result.reason, result.reason
    nbformat.validate(nbformat.reads(result.notebook, as_version=4))
