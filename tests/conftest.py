"""Small courses to work on: one lesson, made from the template."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from coursework.build import build
from coursework.template import new_lesson

# On CI the same random cases each time, so that a change is judged by what it changes. At
# home new cases at each run: a case that fails belongs into a test of its own.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# HYPOTHESIS_PROFILE=thorough: what takes its settings from `cases` tries so many, for minutes.
settings.register_profile("thorough", max_examples=10_000)
if "HYPOTHESIS_PROFILE" in os.environ:
    settings.load_profile(os.environ["HYPOTHESIS_PROFILE"])

# Answers of students: tests read them, nothing imports them. And a program, which is no test.
collect_ignore = ["answers", "fuzz"]

REPOSITORY = Path(__file__).parents[1]
NAME = "08_example"


def start_course(root: Path) -> Path:
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    (root / "README.md").write_text(
        "# C\n\n<!-- lessons:begin -->\n<!-- lessons:end -->\n\nEnd.\n"
    )
    (root / "GLOSSARY.md").write_text(
        "| term | meaning |\n|:--|:--|\n| mean squared error | x |\n"
    )
    new_lesson(root, NAME, "How far off is a line")
    return root


@pytest.fixture
def course(tmp_path):
    """Return the root of a course that was never built."""
    return start_course(tmp_path)


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    """Build a course once; tests get copies of it."""
    root = start_course(tmp_path_factory.mktemp("built"))
    build(root, report=lambda line: None)
    return root


@pytest.fixture
def built(built_once, tmp_path):
    """Return the root of a built course that a test may change."""
    return Path(shutil.copytree(built_once, tmp_path / "course"))
