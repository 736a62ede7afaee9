import inspect
import subprocess
import sys
import types

import pytest
from typer.testing import CliRunner

from coursework.cli import app

NAME = "08_example"
COMMANDS = ["build", "new", "lint", "grade", "demo"]


@pytest.fixture
def run(course, monkeypatch):
    """Run the command line in the course; answer its exit code and what it says."""
    monkeypatch.chdir(course)

    def invoke(*arguments):
        result = CliRunner().invoke(app, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, " ".join(result.output.split())

    return invoke


def test_help_names_every_command(run):
    code, text = run("--help")
    assert code == 0
    assert all(f" {command} " in text for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example(run, command):
    code, text = run(command, "--help")
    assert code == 0
    assert f"coursework {command}" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_whole_at_80_columns(run, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = run(command, "--help")[1]
    assert "…" not in text
    assert "[[" not in text


def test_help_of_grade_says_what_holds_where_nothing_is_given(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = run("grade", "--help")[1]
    for part in (
        "[OPTIONS] [LESSON]...",
        "FOLDER/<student>/<lesson>/<lesson>.ipynb",
        "[default: (submitted)]",
        "[default: (one a core)]",
        "The mark of a submission that was removed stays",
    ):
        assert part in text


def test_help_needs_no_heavy_import():
    script = (
        "import sys, coursework.cli as cli\n"
        "heavy = {'nbgrader', 'nbformat', 'numpy', 'nbclient'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_outside_of_a_course_it_says_so(run, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    code, text = run("build")
    assert code == 2
    assert "in no course" in text


def test_it_works_in_a_folder_below_the_root(run, course, monkeypatch):
    monkeypatch.chdir(course / "source" / NAME)
    assert run("lint", "--no-release") == (0, "0 to mend, 0 warnings.")


@pytest.mark.parametrize("command", ["build", "lint"])
def test_unknown_lesson_is_a_usage_error(run, command):
    code, text = run(command, "09_none")
    assert code == 2
    assert "There is no lesson 09_none" in text


def test_check_and_force_exclude_each_other(run):
    code, text = run("build", "--check", "--force")
    assert code == 2
    assert "--force" in text


def test_check_of_a_course_that_was_never_built(run):
    code, text = run("build", "--check")
    assert code == 1
    assert f"release/{NAME}/{NAME}.ipynb: it is missing. Run: coursework build {NAME}" in text


def test_new_then_lint(run, course):
    code, text = run("new", "09_next", "--title", "What comes next")
    assert code == 0
    assert "source/09_next/09_next.ipynb" in text
    assert run("lint", "--no-release", "09_next")[0] == 0


def test_new_with_a_bad_name_is_a_usage_error(run):
    code, text = run("new", "next", "--title", "x")
    assert code == 2
    assert "two digits" in text


def test_lint_says_place_message_and_rule(run, course):
    path = course / "source" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace("Check shapes before", "Check shapes! Before"))
    code, text = run("lint", "--no-release")
    assert code == 1
    assert f"{NAME}:m8_recap: An exclamation mark. Say it with a full stop. [exclamation]" in text
    assert "1 to mend, 0 warnings." in text


def test_lint_lists_its_rules(run):
    code, text = run("lint", "--rules")
    assert code == 0
    assert "heading-skip No heading is more than one level deeper" in text


@pytest.mark.kernel
def test_build_then_check(run):
    code, text = run("build")
    assert code == 0
    assert "solution executed" in text
    assert run("build", "--check") == (0, "Everything that is derived is fresh.")
    assert run("build") == (0, "Everything that is derived is fresh.")


@pytest.mark.kernel
def test_build_reports_a_failing_cell(run, course):
    path = course / "source" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace("errors = np.array(", "errors = np.arrays("))
    code, text = run("build")
    assert code == 1
    assert f"{NAME}: cell m8_idea_example raised AttributeError" in text
    assert "Traceback" not in text


@pytest.mark.parametrize("code", [0, 1, 2])
def test_grade_passes_its_options_on_and_its_exit_code_back(run, course, monkeypatch, code):
    calls = []

    def grade_course(root, lessons, students, **options):
        options.pop("console")
        calls.append((root, lessons, students, options))
        return code

    module = types.SimpleNamespace(grade_course=grade_course)
    monkeypatch.setitem(sys.modules, "coursework.course", module)
    arguments = ["--student", "ada", "--student", "bob", "--jobs", "3", "--no-feedback", "--force"]
    arguments += ["--scheduler", "tcp://here:1", "--db", "sqlite:///x.db"]
    assert run("grade", NAME, "00_other", *arguments)[0] == code
    options = {
        "submitted": None,
        "jobs": 3,
        "unconfined": False,
        "feedback": False,
        "export": None,
        "force": True,
        "scheduler": "tcp://here:1",
        "db_url": "sqlite:///x.db",
    }
    assert calls == [(course, [NAME, "00_other"], ["ada", "bob"], options)]


def test_grade_takes_the_options_that_its_function_has():
    from coursework.course import grade_course

    names = set(inspect.signature(grade_course).parameters)
    assert {"submitted", "jobs", "unconfined", "feedback", "export", "console"} <= names
