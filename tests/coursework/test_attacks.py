import json
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from coursework.attacks import (
    CANARY,
    FOLDER,
    HARM,
    LESSON,
    Attack,
    AttackError,
    attack_files,
    hostile,
    ordinary,
    read_attack,
    target,
)
from coursework.lesson import Lesson

ATTACKS = Path(__file__).parents[2] / FOLDER
ANSWER = Attack("scoring", "x", "Tries.", "gives", "# Tries PWNED in COURSE.\n")
CHANGE = replace(ANSWER, group="confusing", text="")
NOWHERE = {"COURSE": "/class", "PWNED": "pwned-1"}


def _file(folder, group, text):
    path = folder / group / "one.txt"
    path.parent.mkdir()
    path.write_text(text)
    return path


def test_a_file_says_what_it_tries_and_what_is_read_of_it(tmp_path):
    text = "# Tries.\n# More.\n# Reason: a|b  \n# Check: check_that(1)\n# Costs: 2\nx = 1\n"
    attack = read_attack(_file(tmp_path, "reading", text))
    assert (str(attack), attack.aim, attack.reason) == ("reading/one", "Tries.", "a|b")
    assert (attack.check, attack.costs, attack.text) == ("check_that(1)", 2.0, text)


@pytest.mark.parametrize(
    ("group", "text", "words"),
    [
        ("begging", "# Tries.\n# Reason: x\n", "'begging' is no group. The groups are scoring, "),
        ("reading", "x = 1\n# Reason: x\n", "the first line must be a comment"),
        ("reading", "# Reason: x\nx = 1\n", "the first line must be a comment"),
        ("reading", "# Tries.\n# Reason:\nx = 1\n", "a line '# Reason: <regular expression>'"),
    ],
)
def test_a_file_that_is_not_as_it_should_be(tmp_path, group, text, words):
    with pytest.raises(AttackError, match=words):
        read_attack(_file(tmp_path, group, text))


def test_files_come_by_group_the_unknown_ones_last(tmp_path):
    for group in ("begging", "confusing", "scoring"):
        _file(tmp_path, group, "")
    assert [path.parent.name for path in attack_files(tmp_path)] == [
        "scoring",
        "confusing",
        "begging",
    ]


def test_the_secret_stands_in_the_hidden_part_of_the_check_alone():
    secret = "canary-hidden-0123456789abcdef"
    source = target(ATTACKS, secret=secret)
    assert CANARY.findall(str(source.cells)) == [secret]
    assert CANARY.findall(str(ordinary(source).cells)) == []
    assert Lesson.from_notebook(LESSON, source).points == 4


def test_a_check_of_the_attacks_own():
    source = target(ATTACKS, check='check_that(True, "SECRET")', secret="s")
    check = Lesson.from_notebook(LESSON, source).exercises[0].check
    assert check.source == 'with exercise("1 Mean"):\n    check_that(True, "s")'


def test_an_answer_takes_the_place_of_the_first_one():
    source = target(ATTACKS)
    made = nbformat.reads(hostile(ANSWER, source, NOWHERE).decode(), as_version=4)
    honest = ordinary(source)
    changed = [one.id for one, other in zip(made.cells, honest.cells, strict=True) if one != other]
    assert changed == ["mean"]
    assert made.cells[2].source == "# Tries pwned-1 in /class.\n"


def test_a_change_edits_the_file_or_is_one():
    source = target(ATTACKS)
    wrong = json.loads(hostile(CHANGE, source, {}))
    assert "return -1.0" in wrong["cells"][2]["source"]
    edits = replace(CHANGE, text="cell('mean')['source'] = copy(cell('title')['source'])[:3]")
    assert json.loads(hostile(edits, source, {}))["cells"][2]["source"] == "# T"
    whole = replace(CHANGE, text="file = json.dumps([1]).encode()")
    assert hostile(whole, source, {}) == b"[1]"


@pytest.mark.parametrize("text", ["import os", "open('/tmp/x', 'w')", "eval('1')"])
def test_a_change_reaches_nothing_else(text):
    with pytest.raises((ImportError, NameError)):
        hostile(replace(CHANGE, text=text), target(ATTACKS), {})


def test_what_an_attack_has_to_show_for_itself():
    assert HARM.findall("x\nHARM: it ran\nno HARM: here\n") == ["HARM: it ran"]
