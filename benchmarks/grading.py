"""Grade the same submissions with stock nbgrader and with coursework, cold, side by side.

    python benchmarks/grading.py            40 submissions of 04_checkpoints
    python benchmarks/grading.py --n 20     another number

Each grader gets a fresh copy of the course, with the lesson released into its gradebook, and
is started once from the command line, as an instructor would. Feedback is not counted. The
submissions are made of the answer bank, right and wrong ones mixed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from coursework.bank import compose, cover, read_bank
from coursework.gradebook import CourseGradebook

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent


def main() -> None:
    """Print both times, their ratio, and whether the points agree."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=40, help="number of submissions [40]")
    parser.add_argument(
        "--lesson", default="04_checkpoints", help="name of the lesson [04_checkpoints]"
    )
    options = parser.parse_args()
    commands = {
        "nbgrader autograde": ["nbgrader", "autograde", options.lesson],
        "coursework grade": ["coursework", "grade", options.lesson, "--no-feedback"],
    }
    with tempfile.TemporaryDirectory(prefix="benchmark-grading-") as folder:
        first = Path(folder, "first")
        prepare(first, options.lesson, options.n)
        seconds, points = {}, {}
        for name, command in commands.items():
            course = Path(shutil.copytree(first, Path(folder, command[0])))
            seconds[name] = run(command, course)
            points[name] = read_points(course, options.lesson)
    for name, taken in seconds.items():
        print(f"{name:20} {taken:7.1f} s  {taken / options.n:6.2f} s a submission")
    stock, ours = seconds.values()
    print(f"{options.n} submissions of {options.lesson}, {os.cpu_count()} cores, cold: ", end="")
    print(f"{stock / ours:.1f} times as fast.")
    stock, ours = points.values()
    different = sorted(key for key in stock | ours if stock.get(key) != ours.get(key))
    for student, check in different:
        key = (student, check)
        print(f"{student} {check}: nbgrader {stock.get(key)}, coursework {ours.get(key)}")
    if not different:
        print(f"The points agree: {len(stock)} checks, {sum(stock.values()):g} points in all.")
    sys.exit(bool(different or len(stock) < options.n))


def prepare(course: Path, lesson: str, n: int) -> None:
    """Make a course folder with a released lesson and n submissions to it."""
    shutil.copytree(ROOT / "source" / lesson, course / "source" / lesson)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    with CourseGradebook(course) as book:
        book.release(lesson)
    release = nbformat.read(course / "release" / lesson / f"{lesson}.ipynb", as_version=4)
    bank = [answer for answer in read_bank(ROOT / "tests" / "answers") if answer.lesson == lesson]
    for number, row in enumerate(islice(cycle(cover(bank)), n)):
        folder = course / "submitted" / f"student{number:03}" / lesson
        folder.mkdir(parents=True)
        made = compose(release, {id_: answer.text for id_, answer in row.items()})
        nbformat.write(made, folder / f"{lesson}.ipynb")


def run(command: list[str], course: Path) -> float:
    """Run a command of this environment in a course, and return the seconds it took."""
    path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    started = time.perf_counter()
    done = subprocess.run(
        [PROGRAMS / command[0], *command[1:]],
        cwd=course,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return taken


def read_points(course: Path, lesson: str) -> dict[tuple[str, str], float]:
    """Read the points of each student in each check from a gradebook."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "good_practices") as gradebook:
        return {
            (submission.student.id, grade.name): grade.score
            for submission in gradebook.assignment_submissions(lesson)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


if __name__ == "__main__":
    main()
