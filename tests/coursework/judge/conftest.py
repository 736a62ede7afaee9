"""A small lesson made in memory, and submissions to it."""

import os

import nbformat
import pytest

from coursework.judge import sandbox
from coursework.judge.judge import Limits, judge
from coursework.lesson import Lesson, Submission

SETUP = """
import numpy as np
from goodpractice.checks import (
    advise_vectorised, check_atomic_write, check_close, check_equal, check_not_modified,
    check_not_shared, check_raises, check_that,
    check_type, exercise, forbidden, load_saved, saved_names,
)
"""
MEAN = """
with exercise("1 Mean"):
    check_close(mean([1.0, 2.0, 6.0]), 3.0, "mean([1, 2, 6])")
    ### BEGIN HIDDEN TESTS
    check_close(mean(np.array([4, 6])), 5.0, "mean of an array")
    ### END HIDDEN TESTS
"""
DOUBLE = """
with exercise("2 Double"):
    check_equal(double(4), 8, "double(4)")
"""
EXERCISES = {
    "mean": ("def mean(values):\n    return sum(values) / len(values)", MEAN),
    "double": ("def double(x):\n    return 2 * x", DOUBLE),
}
QUICK = Limits(call_seconds=2.0, wall_seconds=20.0, memory_bytes=1 << 30, cpu_seconds=20)


def pytest_runtest_setup(item):
    if item.get_closest_marker("confined") and not sandbox.available():
        if os.environ.get("CI"):
            pytest.fail("bubblewrap is missing, and CI must not skip the confined tests")
        pytest.skip("bubblewrap is missing")


class Course:
    """A lesson of the given exercises, and the judge on submissions to it."""

    def __init__(self, exercises, setup=SETUP):
        self.exercises = exercises
        cells = [_cell("setup", setup, tags=["setup"])]
        for name, (answer, check) in exercises.items():
            cells.append(_cell(name, answer, solution=True))
            cells.append(_cell(f"{name}_check", check, grade=True, points=2))
        self.notebook = nbformat.v4.new_notebook(cells=cells)
        self.lesson = Lesson.from_notebook("lesson", self.notebook)

    def submission(self, answers, *, after=()):
        """Return a submission; `after` gives code of extra cells after the cell of an id."""
        cells = []
        for cell in self.notebook.cells:
            cell = nbformat.from_dict(cell)
            cell.source = answers.get(cell.id, cell.source)
            cells.append(cell)
            cells += [nbformat.v4.new_code_cell(text) for id_, text in after if id_ == cell.id]
        notebook = nbformat.v4.new_notebook(cells=cells)
        return Submission.read(self.lesson, nbformat.writes(notebook).encode())

    def judge(self, answers=None, *, after=(), limits=QUICK, confined=True):
        submission = self.submission(answers or {}, after=after)
        return judge(self.lesson, submission, limits=limits, confined=confined)


def _cell(name, source, *, tags=(), **graded):
    cell = nbformat.v4.new_code_cell(source.strip())
    cell.id = name
    state = {"grade_id": name, "schema_version": 3, "locked": "solution" not in graded}
    cell.metadata = {
        "tags": list(tags),
        "nbgrader": state | {"grade": False, "solution": False} | graded,
    }
    return nbformat.from_dict(cell)


@pytest.fixture(scope="session")
def course():
    """Return a lesson of two exercises, worth 2 points each."""
    return Course(EXERCISES)


@pytest.fixture(scope="session")
def check_with():
    """Return a function that judges one answer against one check."""

    def run(answer, check, *, names="mean", **options):
        body = "\n".join(f"    {line}" for line in check.strip().splitlines())
        one = Course({names: ("def mean(values): ...", f'with exercise("1 Mean"):\n{body}')})
        return one.judge({names: answer}, **options).checks[0]

    return run


@pytest.fixture(scope="session")
def make_course():
    """Return the class, for lessons of another kind."""
    return Course
