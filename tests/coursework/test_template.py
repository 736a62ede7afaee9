import pytest

from coursework.lesson import Lesson
from coursework.style import Material, lint_one
from coursework.template import TemplateError, new_lesson


def test_new_lesson_carries_its_own_number_and_title(tmp_path):
    path = new_lesson(tmp_path, "08_regularisation", "99 ways to be simple")
    lesson = Lesson.read(path)
    assert path == tmp_path / "source" / "08_regularisation" / "08_regularisation.ipynb"
    assert lesson.cells[0].source.startswith("# 08. 99 ways to be simple\n")
    assert all(cell.id.startswith("m8_") for cell in lesson.cells)
    assert [exercise.title for exercise in lesson.exercises] == ["8.1 Mean squared error"]
    assert "99" not in "".join(cell.source for cell in lesson.cells[1:])


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
    import nbformat

    material = Material(
        Lesson.read(path),
        nbformat.read(path, as_version=4),
        glossary=frozenset({"mean squared error"}),
    )
    assert lint_one(material) == []
