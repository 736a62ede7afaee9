"""Let stock nbgrader and coursework grade each hostile submission of tests/attacks.

    python benchmarks/attacks.py                        all of them
    python benchmarks/attacks.py --group reading        one group
    python benchmarks/attacks.py --only scoring/input_transformer

Each attack is handed in by "mallory", between the honest "ada" and "zoe", in a course folder of
its own, once for ``nbgrader autograde`` and once for ``coursework grade``. Stock nbgrader has
its default settings, but for a shorter time limit for a cell. What each of them lost is looked
up afterwards, from outside: points that mallory gained over an honest wrong answer; marks of the
others that are missing or wrong; secrets in what mallory's code printed; files that are new,
changed or gone; processes that are left; what the attack says that it did.

Both run hostile code here, and stock nbgrader runs it as you. So the whole grader runs in a cage
made by bubblewrap, the same for both:

- new user, process, network, ipc and host-name namespaces, and no capability: no signal leaves
  it, no network is in it, and when its first process ends, all others are killed by the kernel;
- a file system of the programs and libraries that Python needs, read-only; your home is not in
  it. The course, a home, /tmp, /dev/shm and a copy of lib/ are folders of one scratch folder,
  which is removed afterwards: what is written "outside" a student's sandbox lands there;
- limits on the address space of a process, on the size of a file and on core dumps;
- a watch from outside that kills the cage when it holds too many processes, too much memory or
  disk, or takes too long. The fork bomb of the suite ends by itself as well.
"""

import argparse
import contextlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib.font_manager  # makes the list of fonts, if there is none
import nbformat
import psutil
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coursework.attacks import (
    CANARY,
    FOLDER,
    GROUPS,
    HARM,
    HONEST_POINTS,
    LESSON,
    Attack,
    attack_files,
    hostile,
    ordinary,
    read_attack,
    target,
)
from coursework.grade import grade_submission
from coursework.gradebook import CourseGradebook
from coursework.lesson import Lesson

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent
# The command `nbgrader`, which starts 2 s sooner with that import, as `coursework` does.
STOCK = "import coursework.faststart; from nbgrader.apps.nbgraderapp import main; main()"
GRADERS = {
    "stock nbgrader": [sys.executable, "-c", STOCK, "autograde", LESSON],
    "coursework": [str(PROGRAMS / "coursework"), "grade", LESSON, "--no-feedback"],
}
SETTINGS = """
c = get_config()
c.CourseDirectory.course_id = "good_practices"
c.Execute.timeout = 10
"""
LARGE = 10 << 20

# --- the cage --------------------------------------------------------------------------

MOST_SECONDS = 60
MOST_PROCESSES = 200
MOST_MEMORY = 5 << 30
MOST_DISK = 2 << 30
OF_A_PROCESS = ("--as=6442450944", "--fsize=536870912", "--core=0", "--nproc=2000")
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64")
ETC = ("alternatives", "fonts", "group", "ld.so.cache", "localtime", "nsswitch.conf", "passwd")
# Runs the grader, then waits a moment and lists what goes on without it.
WATCHED = """
"$@" > {out}/log 2>&1
code=$?
for second in 1 2 3 4; do
    left=
    for process in /proc/[0-9]*; do
        case ${{process#/proc/}} in 1|$$) ;; *) left="$left ${{process#/proc/}}" ;; esac
    done
    [ -z "$left" ] && break
    sleep 1
done
echo $code $left > {out}/ended
"""


@dataclass(frozen=True)
class Ending:
    """How a grader ended: its exit code, if it had one, why it was killed, and what it left."""

    code: int | None
    killed: str = ""
    left: int = 0


class Cage:
    """A course folder, a home and a /tmp of their own, and the wall around them.

    Parameters
    ----------
    folder : Path
        Is made. It will hold all that can be written from inside.
    """

    def __init__(self, folder: Path) -> None:
        self.course, self.home, self.out = (folder / name for name in ("course", "home", "out"))
        self.folder = folder
        for name in ("course", "home", "out", "tmp", "shm"):
            (folder / name).mkdir(parents=True)
        shutil.copytree(ROOT / "lib", folder / "lib")
        # An instructor's home has matplotlib's list of fonts, which takes seconds to make.
        fonts = self.home / ".cache" / "matplotlib"
        fonts.mkdir(parents=True)
        for known in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
            shutil.copy2(known, fonts)

    def run(self, command: list[str], secret: str) -> Ending:
        """Run a grader in the cage, with secrets in its environment and its arguments."""
        script = WATCHED.format(out=self.out)
        inside = ["sh", "-c", script, f"canary-arguments-{secret}", *command]
        wall = [*self._bwrap(), "--setenv", "GRADER_PASSWORD", f"canary-environment-{secret}"]
        process = subprocess.Popen(
            ["prlimit", *OF_A_PROCESS, *wall, "--", *inside],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        killed = self._watch(process)
        ended = self.out / "ended"
        code, *left = ended.read_text().split() if ended.exists() else [None]
        return Ending(None if code is None else int(code), killed, len(left))

    def _bwrap(self) -> list[str]:
        arguments = [
            "bwrap",
            "--unshare-all",
            "--cap-drop",
            "ALL",
            "--uid",
            "1000",
            "--gid",
            "1000",
            "--die-with-parent",
        ]
        arguments += ["--new-session", "--clearenv", "--proc", "/proc", "--dev", "/dev"]
        bound = [("bind", self.folder / "tmp", "/tmp"), ("bind", self.folder / "shm", "/dev/shm")]
        bound += [("ro-bind-try", path, path) for path in SYSTEM]
        bound += [("ro-bind-try", f"/etc/{name}", f"/etc/{name}") for name in ETC]
        bound += [("ro-bind", path, path) for path in {sys.base_prefix, sys.prefix, str(ROOT)}]
        bound += [("bind", self.folder / "lib", ROOT / "lib")]
        bound += [("bind", path, path) for path in (self.course, self.home, self.out)]
        for how, outside, inside in bound:
            arguments += [f"--{how}", str(outside), str(inside)]
        environment = {
            "HOME": self.home,
            "PATH": f"{PROGRAMS}:/usr/bin:/bin",
            "PYTHONPATH": ROOT / "lib",
            "LANG": "C.UTF-8",
            "OMP_NUM_THREADS": 1,
        }
        for name, value in environment.items():
            arguments += ["--setenv", name, str(value)]
        return [*arguments, "--chdir", str(self.course)]

    def _watch(self, process: subprocess.Popen) -> str:
        """Wait until the cage is empty, or kill it and say why."""
        started = time.monotonic()
        known = psutil.Process(process.pid)
        while process.poll() is None:
            with contextlib.suppress(psutil.Error):
                why = self._excess(known.children(recursive=True), time.monotonic() - started)
                if why:
                    # Its first process dies with it, and all others with that one.
                    process.kill()
                    process.wait()
                    return why
            time.sleep(0.2)
        return ""

    def _excess(self, processes: list[psutil.Process], seconds: float) -> str:
        if seconds > MOST_SECONDS:
            return f"it hung: killed after {MOST_SECONDS} s"
        if len(processes) > MOST_PROCESSES:
            return f"more than {MOST_PROCESSES} processes: killed"
        if sum(map(_memory, processes)) > MOST_MEMORY:
            return f"more than {MOST_MEMORY >> 30} GB of memory: killed"
        if sum(map(_size, self.folder.rglob("*"))) > MOST_DISK:
            return f"more than {MOST_DISK >> 30} GB on the disk: killed"
        return ""


def _memory(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error):
        return process.memory_info().rss
    return 0


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.lstat().st_size
    return 0


# --- one attack ------------------------------------------------------------------------


@dataclass
class Outcome:
    """What one grader lost to one attack."""

    points: float = 0.0
    harm: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        points = [f"{self.points:+g} points"] if self.points else []
        return "; ".join([*points, *self.harm]) or "-"


class Release:
    """A course in which the lesson is released and ada and zoe have handed in.

    Parameters
    ----------
    course : Path
        Is made.
    check : str
        The code of the first exercise's check, if not the lesson's own.
    secret : str
        Sixteen hexadecimal digits, by which what was read and written is known again.
    """

    def __init__(self, course: Path, check: str, secret: str) -> None:
        self.course, self.secret = course, secret
        self.source = target(ROOT / FOLDER, check=check, secret=f"canary-hidden-{secret}")
        others = ordinary(self.source)
        others.cells[0].source = f"canary-others-{secret}"
        data = nbformat.writes(others).encode()
        lesson = Lesson.from_notebook(LESSON, self.source)
        self.expected = grade_submission(lesson, "ada", data).score
        write(course, "source", nbformat.writes(self.source).encode())
        for student in ("ada", "zoe"):
            write(course, f"submitted/{student}", data)
        (course / "nbgrader_config.py").write_text(SETTINGS)
        with CourseGradebook(course) as book:
            book.release(LESSON)


def write(course: Path, folder: str, data: bytes) -> None:
    """Write a notebook of the lesson."""
    path = course / folder / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def try_both(attack: Attack, release: Release) -> dict[str, Outcome]:
    """Let both graders grade an attack, one after the other."""
    outcomes = {}
    for name, command in GRADERS.items():
        with tempfile.TemporaryDirectory(prefix="benchmark-attacks-") as folder:
            outcomes[name] = Trial(attack, release, Cage(Path(folder, "cage"))).run(command)
    return outcomes


class Trial:
    """One attack in one cage."""

    def __init__(self, attack: Attack, release: Release, cage: Cage) -> None:
        self.cage = cage
        self.secret, self.expected = release.secret, release.expected
        self.mark = f"pwned-{self.secret}"
        shutil.copytree(release.course, cage.course, dirs_exist_ok=True)
        places = {"COURSE": str(cage.course), "REPOSITORY": str(ROOT), "PWNED": self.mark}
        write(cage.course, "submitted/mallory", hostile(attack, release.source, places))
        self.before = self._files()

    def run(self, command: list[str]) -> Outcome:
        """Grade, and look up what was lost."""
        ending = self.cage.run(command, self.secret)
        outcome = Outcome()
        marks = self._marks()
        own = marks.get("mallory")
        outcome.points = max(0.0, (own or 0.0) - HONEST_POINTS)
        outcome.harm += self._ending(ending)
        outcome.harm += self._others(marks)
        outcome.harm += [] if own is not None else ["mallory has no mark"]
        outcome.harm += self._told()
        outcome.harm += self._changed()
        return outcome

    def _ending(self, ending: Ending) -> Iterator[str]:
        if ending.killed:
            yield ending.killed
        elif ending.code is None:
            yield "the grader was killed"
        if ending.left:
            yield f"{ending.left} processes left"

    # --- what became of the marks

    def _marks(self) -> dict[str, float | None]:
        """Return the points of each student; None where a mark is missing."""
        query = """
            SELECT submitted_assignment.student_id, grade.auto_score, grade.manual_score
            FROM grade JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
            JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        """
        try:
            with contextlib.closing(sqlite3.connect(self.cage.course / "gradebook.db")) as book:
                rows = book.execute(query).fetchall()
        except sqlite3.Error:
            return {}
        marks: dict[str, float | None] = {}
        for student, auto, manual in rows:
            score = auto if manual is None else manual
            known = marks.get(student, 0.0)
            marks[student] = None if None in (score, known) else known + score
        return marks

    def _others(self, marks: dict[str, float | None]) -> Iterator[str]:
        for student in ("ada", "zoe"):
            mark = marks.get(student)
            if mark is None:
                yield f"{student} has no mark"
            elif mark != self.expected:
                yield f"{student} has {mark:g} points, not {self.expected:g}"

    # --- what was read and written

    def _told(self) -> Iterator[str]:
        path = self.cage.course / "autograded" / "mallory" / LESSON / f"{LESSON}.ipynb"
        if not path.is_file():
            return
        if path.stat().st_size > LARGE:
            yield f"a notebook of {path.stat().st_size >> 20} MB"
        outputs = [
            output
            for cell in json.loads(path.read_bytes())["cells"]
            for output in cell.get("outputs", [])
        ]
        texts = [str(part) for output in outputs for part in _parts(output)]
        found = {name for text in texts for name in CANARY.findall(text) if self.secret in name}
        for name in sorted(found):
            yield f"read: {name.split('-')[1]}"
        done = [line.removeprefix("HARM: ") for text in texts for line in HARM.findall(text)]
        yield from (line[:70] for line in dict.fromkeys(done))

    def _files(self) -> dict[Path, bytes | None]:
        """Return what no submission may change."""
        course = self.cage.course
        folders = [
            course / "source",
            course / "submitted",
            course / "release",
            self.cage.folder / "lib",
        ]
        paths = [path for folder in folders for path in folder.rglob("*")]
        paths += [course / "nbgrader_config.py"]
        return {
            path: path.read_bytes() if path.is_file() else None
            for path in paths
            if "__pycache__" not in path.parts
        }

    def _changed(self) -> Iterator[str]:
        after = self._files()
        changed = [path for path, data in self.before.items() if after.get(path, b"-") != data]
        changed += [
            path for path in after if path not in self.before and self.mark not in path.name
        ]
        if changed:
            yield f"changed or removed {len(changed)} files, such as {self._short(changed[0])}"
        with contextlib.suppress(OSError):
            if self.mark.encode() in (self.cage.course / "gradebook.db").read_bytes():
                yield "wrote into the gradebook"
        left = [path for path in self.cage.folder.rglob("*") if self.mark in path.name]
        if left:
            yield f"left {len(left)} files outside, such as {self._short(left[0])}"

    def _short(self, path: Path) -> str:
        return str(path.relative_to(self.cage.folder)).replace(self.mark, "PWNED")


def _parts(output: dict) -> Iterable[object]:
    """Return what a student's code can have put into an output; a traceback quotes the check."""
    text = output.get("text", "")
    yield "".join(text) if isinstance(text, list) else text
    yield output.get("evalue", "")
    yield from output.get("data", {}).values()


# --- the report ------------------------------------------------------------------------


def main() -> None:
    """Print what each grader lost to each attack, and the sums by group."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--group", choices=GROUPS, help="only this group")
    parser.add_argument("--only", metavar="GROUP/NAME", nargs="+", help="only these attacks")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="attacks at a time")
    options = parser.parse_args()
    chosen = [
        attack
        for attack in map(read_attack, attack_files(ROOT / FOLDER))
        if options.group in (None, attack.group)
        and (not options.only or str(attack) in options.only)
    ]
    if not chosen:
        parser.error("There is no such attack.")
    console = Console(width=None if sys.stdout.isatty() else 160)
    started = time.perf_counter()
    table = Table(*(f"{len(chosen)} attacks", *GRADERS), show_lines=True)
    results: list[tuple[Attack, dict[str, Outcome]]] = []
    with tempfile.TemporaryDirectory(prefix="benchmark-attacks-") as folder:
        secret = secrets.token_hex(8)
        checks = dict.fromkeys(attack.check for attack in chosen)
        # Before all else: nbgrader changes the working directory meanwhile.
        releases = {
            check: Release(Path(folder, str(number), "course"), check, secret)
            for number, check in enumerate(checks)
        }
        with ThreadPoolExecutor(options.jobs) as pool:
            wanted = [releases[attack.check] for attack in chosen]
            for attack, outcomes in zip(chosen, pool.map(try_both, chosen, wanted), strict=True):
                results.append((attack, outcomes))
                table.add_row(*(Text(str(one)) for one in (attack, *outcomes.values())))
                print(f"{attack}: " + " | ".join(map(str, outcomes.values())), file=sys.stderr)
    console.print(table)
    console.print(sums(results))
    console.print(f"{time.perf_counter() - started:.0f} s, {options.jobs} at a time.")
    ours = [outcomes["coursework"] for _, outcomes in results]
    sys.exit(any(one.points or one.harm for one in ours))


def sums(results: list[tuple[Attack, dict[str, Outcome]]]) -> Table:
    """Count, by group, the attacks that gained points and those that did other harm."""
    columns = [f"{name}: {what}" for name in GRADERS for what in ("points", "harm", "either")]
    table = Table("group", "attacks", *columns)
    counts: dict[str, Counter] = {}
    for attack, outcomes in results:
        for group in (attack.group, "all"):
            row = counts.setdefault(group, Counter())
            row["attacks"] += 1
            for name, one in outcomes.items():
                row[f"{name}: points"] += bool(one.points)
                row[f"{name}: harm"] += bool(one.harm)
                row[f"{name}: either"] += bool(one.points or one.harm)
    for group in (*GROUPS, "all"):
        if group in counts:
            row = counts[group]
            table.add_row(group, *(str(row[name]) for name in ("attacks", *columns)))
    return table


if __name__ == "__main__":
    main()
