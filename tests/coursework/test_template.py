import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from coursework.bank import FOLDER, read_bank
from coursework.build import check
from coursework.lesson import Lesson, hidden_lines
from coursework.style import SECRET_LENGTH, Material, lint, lint_one
from coursework.template import TemplateError, new_lesson

TESTS = Path(__file__).parents[1]


def test_new_lesson_carries_its_own_number_and_title(tmp_path):
    path = new_lesson(tmp_path, "08_regularisation", "99 ways to be simple")
    lesson = Lesson.read(path)
    assert path == tmp_path / "source" / "08_regularisation" / "08_regularisation.ipynb"
    assert lesson.cells[0].source.startswith("# 08. 99 ways to be simple\n")
    assert all(cell.id.startswith("m8_") for cell in lesson.cells)
    assert [exercise.title for exercise in lesson.exercises] == ["8.1 Mean squared error"]
    assert "99" not in "".join(cell.source for cell in lesson.cells[1:])


def test_new_lesson_has_answers_to_each_of_its_exercises(tmp_path):
    lesson = Lesson.read(new_lesson(tmp_path, "08_regularisation", "Simple"))
    answers = read_bank(tmp_path / FOLDER)
    assert {answer.lesson for answer in answers} == {"08_regularisation"}
    for exercise in lesson.exercises:
        kinds = [answer.right for answer in answers if answer.exercise == exercise.id]
        assert (kinds.count(True), kinds.count(False)) == (2, 4)


@pytest.mark.parametrize("name", ["8_short", "08", "regularisation", "08_Big", "../08_up"])
def test_name_of_another_form_is_refused(tmp_path, name):
    with pytest.raises(TemplateError, match="two digits"):
        new_lesson(tmp_path, name, "Title")
    assert not list(tmp_path.iterdir())


def test_number_that_exists_is_refused(tmp_path):
    new_lesson(tmp_path, "08_one", "One")
    with pytest.raises(TemplateError, match="08_one"):
        new_lesson(tmp_path, "08_two", "Two")


def test_template_passes_the_lint(tmp_path):
    path = new_lesson(tmp_path, "10_deep", "Deep")
    material = Material(
        Lesson.read(path),
        nbformat.read(path, as_version=4),
        glossary=frozenset({"mean squared error"}),
    )
    assert lint_one(material) == []


def test_no_hidden_line_of_the_template_is_too_short_to_be_told_from_others(tmp_path):
    lesson = Lesson.read(new_lesson(tmp_path, "08_one", "One"))
    lines = [line for cell in lesson.cells for line in hidden_lines(cell.source)]
    assert lines
    assert min(map(len, lines)) > SECRET_LENGTH


def _run_bank_tests(root: Path) -> subprocess.CompletedProcess:
    """Run the repository's tests of the bank on another course."""
    shutil.copy(TESTS / "test_answers.py", root / "tests")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.kernel
def test_a_new_lesson_is_sound(built):
    assert check(built) == []
    assert lint(built) == []
    done = _run_bank_tests(built)
    assert done.returncode == 0, done.stdout
    assert "19 passed" in done.stdout  # 1 for the size, 6 for the files, 6 in each of two places


@pytest.mark.kernel
def test_what_is_wrong_with_a_bank_is_said_by_tests_of_its_own(course):
    folder = course / FOLDER / "08_example" / "m8_mse"
    right, wrong = folder / "right", folder / "wrong"
    (wrong / "passes.py").write_text(
        "# Message must contain: no\n" + (right / "dot_product.py").read_text()
    )
    (wrong / "sum_not_mean.py").rename(right / "sum_not_mean.py")
    (wrong / "silent.py").write_text("mean_squared_error = None")
    for path in wrong.glob("[ab]*.py"):
        path.unlink()
    (course / FOLDER / "08_example" / "m8_gone" / "right").mkdir(parents=True)
    (course / FOLDER / "08_example" / "m8_gone" / "right" / "lost.py").write_text("")
    text = _run_bank_tests(course).stdout
    place = "tests/answers/08_example/m8_mse"
    assert f"{place} has 3 right and 2 wrong answers. Wanted: 2 and 4" in text
    assert text.count(f"{place}/wrong/passes.py: this wrong answer gets full points") >= 2
    assert f"{place}/right/sum_not_mean.py: this right answer is not accepted" in text
    assert "That is the sum of the squares" in text
    assert "wrong/silent.py: it does not say what the check's message must contain" in text
    assert "right/lost.py: source/08_example has these exercises: m8_mse." in text
    assert "7 failed" in text  # the size, two files, and two answers in each of two places
