import json

import pytest

from coursework import record
from coursework.grade import Result, ungradable
from coursework.record import FILE, digest_of, drop_record, read_record, write_record


@pytest.fixture
def result(small) -> Result:
    return ungradable(small, "ada", "The file is empty.", digest="abc")


def test_what_was_written_comes_back(result, tmp_path):
    write_record(tmp_path, result, "2026-01-01 UTC")
    kept = read_record(tmp_path, "abc", "2026-01-01 UTC", confined=True)
    again = Result(result.student, result.lesson, "abc", **kept)
    assert again.checks == result.checks
    assert (again.reason, again.notes, again.cells) == (result.reason, result.notes, result.cells)


@pytest.mark.parametrize(("digest", "timestamp"), [("abd", "t"), ("abc", "u")])
def test_what_changed_is_not_known(result, tmp_path, digest, timestamp):
    write_record(tmp_path, result, "t")
    assert read_record(tmp_path, digest, timestamp, confined=False) is None


def test_what_ran_without_a_sandbox_does_not_count_where_one_is_wanted(result, tmp_path):
    from dataclasses import replace

    write_record(tmp_path, replace(result, confined=False), "")
    assert read_record(tmp_path, "abc", "", confined=True) is None
    assert read_record(tmp_path, "abc", "", confined=False) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'"x"',
        b'{"digest": "abc", "timestamp": ""}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_no_record_is_none(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    assert read_record(tmp_path, "abc", "", confined=False) is None


def test_a_record_with_another_shape_is_none(result, tmp_path):
    write_record(tmp_path, result, "")
    kept = json.loads((tmp_path / FILE).read_text())
    kept["checks"][0]["colour"] = "red"  # of another version, perhaps
    (tmp_path / FILE).write_text(json.dumps(kept))
    assert read_record(tmp_path, "abc", "", confined=False) is None


def test_a_result_to_be_tried_again_leaves_no_record(result, small, tmp_path):
    write_record(tmp_path, result, "")
    write_record(tmp_path, ungradable(small, "ada", "The grader itself failed."), "")
    assert not (tmp_path / FILE).exists()
    drop_record(tmp_path)


def test_the_digest_knows_the_code_that_grades(small, monkeypatch):
    before = digest_of(small, b"x")
    assert digest_of(small, b"x") == before != digest_of(small, b"y")
    monkeypatch.setattr(record, "_grader", lambda: "another version")
    assert digest_of(small, b"x") != before
