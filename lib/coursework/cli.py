"""The command ``coursework``: build, new, lint, grade, demo.

Each command is thin: it finds the course, calls one function of a module and turns its
answer into an exit code. 0 is fine, 1 means that something is to be mended, 2 that the
command or the machine is not right. Modules are imported where they are used, so that
``--help`` is fast.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    help="Build, lint and grade the lessons of the course. Run it anywhere in the repository.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

FINDINGS, USAGE = 1, 2
FRESH = "Everything that is derived is fresh."


def _examples(*lines: str) -> str:
    """Put each example in a paragraph of its own, which no width of terminal joins."""
    return "\n\n".join(["Examples:" if len(lines) > 1 else "Example:", *lines])


Lessons = Annotated[
    list[str] | None, typer.Argument(metavar="LESSON", help="Lessons; all if none is named.")
]


def main() -> None:
    """Run the command line."""
    app()


def _root() -> Path:
    """Find the course: the nearest folder upwards that has nbgrader's configuration."""
    here = Path.cwd()
    folders = (here, *here.parents)
    root = next((folder for folder in folders if (folder / "nbgrader_config.py").is_file()), None)
    return root or _stop(f"{here} is in no course: no nbgrader_config.py here or above.", USAGE)


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _echo_and_keep(lines: list[str]) -> Callable[[str], None]:
    def report(line: str) -> None:
        typer.echo(line)
        lines.append(line)

    return report


@contextlib.contextmanager
def _reported(*errors: type[Exception], code: int = FINDINGS) -> Iterator[None]:
    """Show an expected error as its message alone."""
    try:
        yield
    except errors as error:
        _stop(str(error), code)


@contextlib.contextmanager
def _interruptible(line: str) -> Iterator[None]:
    """End the command at a Ctrl-C or SIGTERM, at once and with one line.

    A run can be killed at any moment, so nothing needs to be tidied up. An exception would, and
    it would come in the middle of anything: of an import, of a second Ctrl-C's tidying up.
    """

    def end(number: int, frame: FrameType | None) -> None:
        with contextlib.suppress(OSError):  # nobody may listen any more
            if os.isatty(1):
                # In place of a progress bar, which hides the cursor.
                os.write(1, b"\r\x1b[K\x1b[?25h")
            os.write(2, f"{line}\n".encode())
        os._exit(128 + number)

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    # A shell has commands in the background, and nohup has all, ignore a signal: let them.
    heard = {number: was for number, was in before.items() if was is not signal.SIG_IGN}
    for number in heard:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, was in heard.items():
            signal.signal(number, was)


@app.command(
    epilog=_examples("coursework build", "coursework build 01_metrics", "coursework build --check")
)
def build(
    lessons: Lessons = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say what is stale and how to mend it.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Execute the solutions again, changed or not.")
    ] = False,
) -> None:
    """Make release/, solutions/ and the README's lesson table from source/."""
    from coursework import build as builder

    root = _root()
    if check and force:
        _stop("--check writes nothing, so it does not go with --force.", USAGE)
    with _reported(builder.BuildError), _reported(builder.UnknownLessonError, code=USAGE):
        if not check:
            done: list[str] = []
            builder.build(root, lessons or (), force=force, report=_echo_and_keep(done))
            if not done:
                typer.echo(FRESH)
            return
        stale = builder.check(root, lessons or ())
    for item in stale:
        typer.echo(f"{item.path}: {item.reason}. Run: {item.mend}")
    if stale:
        raise typer.Exit(FINDINGS)
    typer.echo(FRESH)


@app.command(
    epilog=_examples('coursework new 08_regularisation --title "Simpler nets on purpose"')
)
def new(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Two digits, _ and words, as in 08_regularisation."),
    ],
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What it is about, without the number.")
    ],
) -> None:
    """Start a lesson: a small one that is complete, to be changed cell by cell."""
    from coursework.template import TemplateError, new_lesson

    root = _root()
    with _reported(TemplateError, code=USAGE):
        path = new_lesson(root, name, title)
    typer.echo(f"Wrote {path.relative_to(root)} and its answer bank in tests/answers/{name}.")
    typer.echo(f"Then: coursework build {name}; coursework lint")


@app.command(
    epilog=_examples(
        "coursework lint", "coursework lint 01_metrics --no-release", "coursework lint --rules"
    )
)
def lint(
    lessons: Lessons = None,
    release: Annotated[
        bool, typer.Option(help="Look at release/ and solutions/ too, not at source/ alone.")
    ] = True,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules and stop.")] = False,
) -> None:
    """Check the style of the lessons."""
    from coursework import build as builder
    from coursework import style

    if rules:
        for rule in style.RULES.values():
            typer.echo(f"{rule.name:18} {rule.summary}")
        return
    with _reported(builder.UnknownLessonError, code=USAGE):
        findings = style.lint(_root(), lessons or (), derived=release)
    for item in findings:
        place = f"{item.lesson}:{item.cell}" if item.cell else item.lesson
        kind = "warning: " if item.warning else ""
        typer.echo(f"{place}: {kind}{item.message} [{item.rule}]")
    errors = sum(not item.warning for item in findings)
    typer.echo(f"{errors} to mend, {len(findings) - errors} warnings.")
    if errors:
        raise typer.Exit(FINDINGS)


@app.command(
    epilog=_examples(
        "coursework grade",
        "coursework grade 01_metrics --student ada",
        "coursework grade --export grades.csv",
        "coursework grade --scheduler tcp://10.0.0.1:8786",
    )
)
def grade(
    lessons: Lessons = None,
    student: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="One student; repeat for more; all if none is named."),
    ] = None,
    submitted: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Where the submissions are.", show_default="submitted"
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes.", show_default="one a core"),
    ] = None,
    unconfined: Annotated[
        bool, typer.Option("--unconfined", help="Run students' code without the sandbox.")
    ] = False,
    feedback: Annotated[bool, typer.Option(help="Write feedback/, with nbgrader.")] = True,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write all marks of the gradebook to this CSV file."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Grade again what has not changed, too.")
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Grade on the workers of this Dask scheduler."),
    ] = None,
    db: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The gradebook.", show_default="as nbgrader is told"),
    ] = None,
) -> None:
    """Grade what was submitted; nbgrader's gradebook keeps the marks.

    It reads FOLDER/<student>/<lesson>/<lesson>.ipynb.

    What has not changed since it was graded is not graded again: not the notebook, not the
    lesson, not the grader. A mark given by hand stands. The mark of a submission that was removed stays, too.
    """
    with _interruptible("Interrupted: what was graded is kept; run the same command again."):
        from rich.console import Console

        from coursework.course import grade_course

        code = grade_course(
            _root(),
            lessons or None,
            student or None,
            submitted=submitted,
            jobs=jobs,
            unconfined=unconfined,
            feedback=feedback,
            export=export,
            db_url=db,
            force=force,
            scheduler=scheduler,
            console=Console(),
        )
    raise typer.Exit(code)


@app.command(epilog=_examples("coursework demo", "coursework demo 03_early_stopping"))
def demo(
    lessons: Annotated[
        list[str] | None,
        typer.Argument(metavar="LESSON...", help="The first two lessons if none is named."),
    ] = None,
    folder: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help="Where to put the class; git ignores demo/."),
    ] = Path("demo"),
) -> None:
    """Compose a class of submissions, grade it, and show the table."""
    with _interruptible("Interrupted: run the same command again, and it begins anew."):
        from rich.console import Console

        from coursework.demo import run

        code = run(_root(), folder, Console(), lessons=lessons)
    raise typer.Exit(code)
