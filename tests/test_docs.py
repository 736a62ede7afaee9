"""What the documents name is there: files, sections, commands and their options."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
)


def text_of(page):
    return (ROOT / page).read_text()


def anchors(text):
    titles = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_each_link_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?://)([^)]+)\)", text_of(page))
    for link in links:
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text()), link


@pytest.mark.parametrize("page", PAGES)
def test_each_file_that_is_named_exists(page):
    named = re.findall(
        r"`((?:tests|lib|docs|benchmarks|source|solutions|\.ci|\.github)/[\w./-]*)`", text_of(page)
    )
    missing = [name for name in named if not (ROOT / name).exists()]
    assert not missing


def commands():
    """Yield each command line of `coursework` and of the benchmarks that a page shows."""
    for page in PAGES:
        text = text_of(page)
        yield from re.findall(
            r"^\s*(?:python )?((?:coursework|benchmarks/\w+\.py)\b.*)$", text, re.M
        )
        yield from re.findall(
            r"`(?:python )?((?:coursework [^`]+|benchmarks/\w+\.py[^`]*))`", text
        )


def test_each_command_and_option_exists():
    used = {}
    for line in commands():
        words = line.split("#")[0].split()
        program = (
            words[0]
            if words[0].endswith(".py")
            else " ".join(word for word in words[:2] if not word.startswith("-"))
        )
        options = used.setdefault(program, set())
        options |= {word.partition("=")[0] for word in words if word.startswith("--")}
    assert len(used) >= 6
    for program, options in used.items():
        name, *command = program.split()
        run = [name] if name.endswith(".py") else ["-m", "coursework.cli"]
        shown = help_of(run, command)
        for option in options - {"--help"}:
            assert re.search(rf"{option}\b", shown), (program, option)


def help_of(run, command):
    if run[0] == "-m":
        run = ["-c", "from coursework.cli import main; main()"]
    done = subprocess.run(
        [sys.executable, *run, *command, "--help"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout
