import nbformat
import pytest

from coursework.bank import (
    Answer,
    BankError,
    bank_files,
    complaint,
    compose,
    cover,
    read_answer,
    read_bank,
    shortage,
)

RIGHT = Answer("01_a", "a_f", "plain", True, "f = 1")
WRONG = Answer("01_a", "a_f", "swapped", False, "f = 2", ("the order", "a list"))


def _write(folder, path, text):
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)


def test_reads_what_the_folders_say(tmp_path):
    _write(tmp_path, "01_a/a_f/right/plain.py", "f = 1\n")
    _write(
        tmp_path,
        "01_a/a_f/wrong/swapped.py",
        "# Takes one for the other.\n# Message must contain: the order\n"
        "# Message must contain:  'x' first \nf = 2\n",
    )
    right, wrong = read_bank(tmp_path)
    assert right == Answer("01_a", "a_f", "plain", True, "f = 1", ())
    assert wrong.words == ("the order", "'x' first")
    assert (wrong.lesson, wrong.exercise, wrong.name, wrong.right) == (
        "01_a",
        "a_f",
        "swapped",
        False,
    )
    assert str(wrong) == "a_f/wrong/swapped"


def test_a_wrong_answer_has_to_say_its_words(tmp_path):
    _write(tmp_path, "01_a/a_f/wrong/silent.py", "# Message must contain:\nf = 2\n")
    with pytest.raises(BankError, match=r"silent\.py.*'# Message must contain: <words>'"):
        read_answer(tmp_path / "01_a/a_f/wrong/silent.py", tmp_path)


@pytest.mark.parametrize("path", ["01_a/a_f/almost/x.py", "01_a/x.py", "01_a/a/b/right/x.py"])
def test_a_file_in_a_wrong_place_is_named(tmp_path, path):
    _write(tmp_path, path, "")
    with pytest.raises(BankError, match=r"x\.py"):
        read_answer(tmp_path / path, tmp_path)


def test_a_faulty_file_does_not_stop_the_others(tmp_path):
    _write(tmp_path, "01_a/a_f/right/plain.py", "f = 1\n")
    _write(tmp_path, "01_a/a_f/wrong/silent.py", "f = 2\n")
    _write(tmp_path, "01_a/lost.py", "")
    assert read_bank(tmp_path) == [RIGHT]
    assert [path.stem for path in bank_files(tmp_path)] == ["plain", "silent", "lost"]


@pytest.mark.parametrize(
    ("answer", "status", "message", "said"),
    [
        (RIGHT, "correct", "", ""),
        (WRONG, "incorrect", "Mind the order of a list.", ""),
        (WRONG, "correct", "", "this wrong answer gets full points: strengthen the check."),
        (
            WRONG,
            "error",
            "It died.",
            "incorrect, but is: error. The student would read: 'It died.'",
        ),
        (WRONG, "incorrect", "Mind the order.", "contain 'a list'. The student would read: 'Mind"),
        (RIGHT, "incorrect", "f is 1.", "not accepted (incorrect). The student would read: 'f is"),
    ],
)
def test_a_complaint_says_the_file_and_what_to_do(answer, status, message, said):
    found = complaint(answer, status, message)
    place = "right/plain.py" if answer.right else "wrong/swapped.py"
    assert said in found
    assert found.startswith(f"tests/answers/01_a/a_f/{place}: ") if said else found == ""


@pytest.mark.parametrize(("rights", "wrongs", "short"), [(2, 4, 0), (1, 4, 1), (2, 3, 1)])
def test_shortage_says_the_folder_and_both_counts(rights, wrongs, short):
    bank = [RIGHT] * rights + [WRONG] * wrongs + [Answer("02_b", "b_g", "other", True, "")]
    said = f"tests/answers/01_a/a_f has {rights} right and {wrongs} wrong answers. Wanted: 2 and 4"
    found = shortage(bank, "01_a", "a_f")
    assert found.startswith(said) if short else found == ""


def test_compose_changes_the_answer_and_nothing_else(small_release):
    before = nbformat.writes(small_release)
    made = compose(small_release, {"s90_double": "double = 2"})
    assert made.cells[2].source == "double = 2"
    assert nbformat.writes(small_release) == before
    made.cells[2].source = small_release.cells[2].source
    assert nbformat.writes(made) == before


def test_compose_refuses_an_unknown_cell(small_release):
    with pytest.raises(KeyError, match="s90_triple"):
        compose(small_release, {"s90_triple": ""})


def test_cover_holds_every_answer_in_few_submissions():
    def answers(exercise, rights, wrongs):
        kinds = [True] * rights + [False] * wrongs
        return [Answer("01", exercise, str(i), kind, "") for i, kind in enumerate(kinds)]

    bank = answers("a", 2, 4) + answers("b", 1, 1) + answers("c", 3, 0)
    rows = list(cover(bank))
    assert len(rows) == 6
    assert all(list(row) == ["a", "b", "c"] for row in rows)
    assert {answer for row in rows for answer in row.values()} == set(bank)
    assert all(rows[-1][exercise].right for exercise in "bc")


def test_cover_leaves_an_exercise_out_that_has_no_right_answer_yet():
    other = Answer("01_a", "a_g", "plain", True, "g = 1")
    assert list(cover([WRONG, other, other])) == [{"a_f": WRONG, "a_g": other}, {"a_g": other}]
