"""Which student handed in what, read off the names that an LMS gives to files."""

import gzip
import json
import subprocess
import sys
import zipfile

import pytest

from coursework.collect import LmsCollector

NAME = "90_small"


@pytest.mark.parametrize(
    ("path", "student", "file"),
    [
        ("Ada Lovelace_4711_assignsubmission_file_/90_small.ipynb", "Ada_Lovelace", NAME),
        ("Zoë O'Hara-Li_4712_assignsubmission_file/90_small (1).ipynb", "Zoë_O'Hara-Li", NAME),
        ("Kurt Flat_4714_assignsubmission_file_90_small.ipynb", "Kurt_Flat", NAME),
        ("Participant 99_4713_assignsubmission_file_/solved.ipynb", "Participant_99", "solved"),
        ("lovelaceada_77_1234_90_small.ipynb", "lovelaceada_77", NAME),
        ("lovelaceada_LATE_77_1299_90_small-2.ipynb", "lovelaceada_77", NAME),
        ("HW 1_alovelace_attempt_2026-11-22-10-00-00_90_small.ipynb", "alovelace", NAME),
    ],
)
def test_each_lms_is_read(path, student, file):
    read = LmsCollector().collect(f"/course/downloaded/90_small/extracted/all/{path}")
    assert (read["student_id"], read["file_id"]) == (student, f"{file}.ipynb")
    assert ("timestamp" in read) == ("attempt" in path)


@pytest.mark.parametrize(
    "path",
    [
        "90_small.ipynb",
        "ada/90_small.ipynb",
        "Ada Lovelace_4711_assignsubmission_onlinetext_/90_small.ipynb",
        "Ada Lovelace_4711_assignsubmission_file_/notes.txt",
        ".._4711_assignsubmission_file_/90_small.ipynb",
        "Ada_4711_assignsubmission_file_/..ipynb",
        ".._77_1234_90_small.ipynb",
        "a_.._attempt_2026-11-22-10-00-00_90_small.ipynb",
        "a_b_attempt_yesterday_90_small.ipynb",
    ],
)
def test_what_says_nothing_is_left_out(path):
    assert LmsCollector().collect(f"/course/extracted/{path}") is None


MALLORY = "Mallory M_123_assignsubmission_file_"


@pytest.mark.parametrize(
    ("path", "student"),
    [
        (f"{MALLORY}/Ada L_77_assignsubmission_file_/90_small.ipynb", "Mallory_M"),
        (f"{MALLORY}/Ada L_77_assignsubmission_file_90_small.ipynb", "Mallory_M"),
        (f"{MALLORY}/adal_77_12_90_small.ipynb", "Mallory_M"),
        (f"{MALLORY}Ada L_77_assignsubmission_file_90_small.ipynb", "Mallory_M"),
        (f"{MALLORY}adal_77_12_90_small.ipynb", "Mallory_M"),
        ("mallory_78_4711_adal_77_12_90_small.ipynb", "mallory_78"),
        ("mallory_78_4711_Ada L_77_assignsubmission_file_90_small.ipynb", "mallory_78"),
        (
            "HW_mallory_attempt_2027-03-09-10-00-00_x_ada_attempt_2028-01-01-00-00-00_90_small.ipynb",
            "mallory",
        ),
        (
            "HW_mallory_attempt_2027-03-09-10-00-00_A_7_assignsubmission_file_90_small.ipynb",
            "mallory",
        ),
    ],
)
def test_what_a_student_names_says_nothing(path, student):
    read = LmsCollector().collect(f"/course/downloaded/90_small/extracted/all/{path}")
    assert read["student_id"] == student
    assert read.get("timestamp", "2027-03-09-10-00-00") == "2027-03-09-10-00-00"


def test_of_two_files_of_one_name_the_first_is_collected(caplog):
    collector = LmsCollector()
    names = ("90_small (1).ipynb", "90_small.ipynb", "other.ipynb")
    read = [collector.collect(f"x/{MALLORY}/{name}") for name in names]
    assert [one and one["file_id"] for one in read] == ["90_small.ipynb", None, "other.ipynb"]
    assert "Mallory_M handed in more than one 90_small.ipynb" in caplog.text
    times = ("2027-03-09-10-00-00", "2027-03-10-10-00-00")
    read = [collector.collect(f"x/HW_ada_attempt_{time}_90_small.ipynb") for time in times]
    assert [one["timestamp"] for one in read] == list(times)


def test_an_archive_of_a_student_is_named_and_left_out(caplog):
    assert LmsCollector().collect(f"x/{MALLORY}/solution.zip") is None
    assert f"is not unpacked: x/{MALLORY}/solution.zip" in caplog.text


def test_two_students_of_one_name_stay_two():
    collector = LmsCollector()
    files = [(1, "90_small"), (2, "90_small"), (1, "notes")]
    paths = [f"x/Ada L_{number}_assignsubmission_file_/{file}.ipynb" for number, file in files]
    assert [collector.collect(path)["student_id"] for path in paths] == [
        "Ada_L",
        "Ada_L_2",
        "Ada_L",
    ]


def test_a_pattern_of_your_own_goes_first():
    collector = LmsCollector(named_regexp=r".*/(?P<student_id>\w+)--(?P<file_id>\w+)")
    assert collector.collect("x/ada--90_small.ipynb")["student_id"] == "ada"
    assert collector.collect("x/lovelaceada_77_1234_90_small.ipynb") is None


@pytest.mark.kernel
def test_nbgrader_collects_with_it(small_course, small_release):
    archives = small_course / "downloaded" / NAME / "archive"
    archives.mkdir(parents=True)
    data = json.dumps(small_release)
    with zipfile.ZipFile(archives / "all.zip", "w") as file:
        file.writestr(f"Ada Lovelace_4711_assignsubmission_file_/{NAME}.ipynb", data)
        file.writestr(f"hopper_LATE_77_1299_{NAME}-1.ipynb", data)
        file.writestr(f"HW_alan_attempt_2026-11-22-10-00-00_{NAME}.ipynb", data)
        file.writestr("readme.txt", "hello")
        # None of these stops the collection for the others.
        file.writestr(f"{MALLORY}/{NAME}.ipynb", data)
        file.writestr(f"{MALLORY}/{NAME} (1).ipynb", data)
        file.writestr(f"{MALLORY}/notes.gz", gzip.compress(b"no tar"))
        file.writestr(f"{MALLORY}/truncated.zip", b"PK")
        with (
            file.open(f"{MALLORY}/solution.zip", "w") as inner,
            zipfile.ZipFile(inner, "w") as other,
        ):
            other.writestr(f"Ada Lovelace_4711_assignsubmission_file_/{NAME}.ipynb", "{}")
        file.writestr(f"{MALLORY}/{'long' * 70}.ipynb", data)
        file.writestr(f"{MALLORY}/damaged.ipynb", b"here" * 50)
    whole = (archives / "all.zip").read_bytes()
    (archives / "all.zip").write_bytes(whole.replace(b"here" * 50, b"HERE" * 50))
    (archives / "late").mkdir()
    (archives / "late" / f"turing_80_1300_{NAME}.ipynb").write_text(data)
    command = [sys.executable, "-m", "nbgrader", "zip_collect", NAME]
    done = subprocess.run(command, cwd=small_course, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    submitted = {
        path.relative_to(small_course / "submitted").as_posix()
        for path in (small_course / "submitted").rglob("*.*")
    }
    assert submitted == {
        f"Ada_Lovelace/{NAME}/{NAME}.ipynb",
        f"hopper_77/{NAME}/{NAME}.ipynb",
        f"alan/{NAME}/{NAME}.ipynb",
        f"alan/{NAME}/timestamp.txt",
        f"Mallory_M/{NAME}/{NAME}.ipynb",
        f"turing_80/{NAME}/{NAME}.ipynb",
    }
    assert json.loads(
        (small_course / "submitted" / "Ada_Lovelace" / NAME / f"{NAME}.ipynb").read_text()
    ) == json.loads(data)
    for words in ("solution.zip", "notes.gz", "handed in more than one", "longlong", "Bad CRC-32"):
        assert words in done.stderr
