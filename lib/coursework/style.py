"""The lint of lessons: every rule of style that a program can check.

A rule is a generator that looks at a `Material` and yields the id of a cell and a
sentence that says what to do. ``coursework lint --rules`` lists all of them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from coursework.build import BuildError, chosen, overview, solved_text, unnamed
from coursework.lesson import (
    STUB,
    TRY_TAG,
    Cell,
    Exercise,
    Lesson,
    LessonError,
    Role,
    UngradableError,
    exercise_titles,
    find_lessons,
    hidden_lines,
    read_notebook,
    solution_lines,
    without_hidden_tests,
    without_solution,
)

__all__ = [
    "RULES",
    "SECTIONS",
    "Finding",
    "Material",
    "Rule",
    "glossary_terms",
    "lint",
    "lint_one",
]

CELLS_WANTED, CELLS_LIMIT = range(15, 36), 45
CODE_LINES, CLASS_LINES = 25, 40
TEXT_WORDS = 140
REGION_LINES = 12
DECIMALS = 4
SECRET_LENGTH = 12
HINTS = 2

SECTIONS = (
    "What you will do",
    "What you will learn",
    "What you need",
    "Try it yourself",
    "Common mistakes",
    "Quick quiz",
    "Recap",
    "Words",
    "To go further",
    "Your progress",
)
FINAL_TEST_TAG = "final-test"
DESCRIBED_TAG = "described"

Findings = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Finding:
    """One thing to mend."""

    lesson: str
    cell: str
    rule: str
    message: str
    warning: bool = False


@dataclass(frozen=True)
class Material:
    """A lesson and what was made of it.

    Attributes
    ----------
    lesson : Lesson
    notebook : NotebookNode
        Its source.
    release, solution : NotebookNode or None
        None if they are not to be linted.
    glossary : frozenset of str
        Terms that GLOSSARY.md has, in lower case.
    """

    lesson: Lesson
    notebook: NotebookNode = field(repr=False)
    release: NotebookNode | None = field(default=None, repr=False)
    solution: NotebookNode | None = field(default=None, repr=False)
    glossary: frozenset[str] = frozenset()

    @property
    def texts(self) -> list[Cell]:
        """Markdown cells."""
        return [cell for cell in self.lesson.cells if not cell.is_code]

    @property
    def code(self) -> list[Cell]:
        """Code cells."""
        return [cell for cell in self.lesson.cells if cell.is_code]


@dataclass(frozen=True)
class Rule:
    """A rule by its name; a warning does not make the lint fail."""

    name: str
    summary: str
    check: Callable[[Material], Findings]
    warning: bool = False


RULES: dict[str, Rule] = {}


def _rule(name: str, summary: str, *, warning: bool = False) -> Callable:
    def register(check: Callable[[Material], Findings]) -> Callable[[Material], Findings]:
        RULES[name] = Rule(name, summary, check, warning)
        return check

    return register


# --- running the rules -----------------------------------------------------------------


def lint(root: str | Path, lessons: Sequence[str] = (), *, derived: bool = True) -> list[Finding]:
    """Lint the lessons of a course.

    Parameters
    ----------
    root : path
        The folder that holds ``source/`` and ``GLOSSARY.md``.
    lessons : sequence of str
        Names; all of them if empty. Ids are compared with those of all lessons.
    derived : bool
        Whether to look at ``release/`` and ``solutions/`` as well.

    Returns
    -------
    list of Finding
        By lesson, then by cell.
    """
    root = Path(root)
    wanted = {path.stem for path in chosen(root, lessons)}
    glossary = glossary_terms(root / "GLOSSARY.md")
    findings: list[Finding] = []
    read: list[Lesson] = []
    for path in find_lessons(root / "source"):
        name = path.stem
        try:
            notebook = read_notebook(path.read_bytes(), whole=True)
            read.append(Lesson.from_notebook(name, notebook))
        except (LessonError, UngradableError) as error:
            findings.append(Finding(name, "", "lesson", unnamed(error, name)))
            continue
        release = _read_derived(root, "release", name) if derived else None
        solution = _read_derived(root, "solutions", name) if derived else None
        if derived and not (release and solution):
            findings.append(
                Finding(name, "", "built", f"Run `coursework build {name}`: it was not built.")
            )
        findings += lint_one(Material(read[-1], notebook, release, solution, glossary))
    findings += _shared_ids(read)
    return [finding for finding in findings if finding.lesson in wanted]


def lint_one(material: Material, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Apply rules, all by default, to one lesson."""
    order = {cell.id: cell.index for cell in material.lesson.cells}
    findings = [
        Finding(material.lesson.name, cell, rule.name, message, rule.warning)
        for rule in (RULES.values() if rules is None else rules)
        for cell, message in rule.check(material)
    ]
    return sorted(findings, key=lambda finding: order.get(finding.cell, -1))


def glossary_terms(path: str | Path) -> frozenset[str]:
    """Read the first column of the glossary's tables, in lower case.

    ``unit (neuron)`` stands for both ``unit (neuron)`` and ``unit``.
    """
    path = Path(path)
    terms = set()
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith("|"):
            terms |= _term_forms(line.split("|")[1])
    return frozenset(terms)


def _term_forms(term: str) -> set[str]:
    plain = re.sub(r"[*`]", "", term).strip().lower().rstrip(":.,")
    return {plain, re.sub(r"\s*\(.*\)", "", plain)}


def _read_derived(root: Path, step: str, name: str) -> NotebookNode | None:
    path = root / step / name / f"{name}.ipynb"
    return nbformat.read(path, as_version=4) if path.exists() else None


def _shared_ids(lessons: Sequence[Lesson]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for lesson in lessons:
        for cell in lesson.cells:
            owner = owners.setdefault(cell.id, lesson.name)
            if owner != lesson.name:
                message = f"{owner} has this id too. Start ids with the lesson's number, as m1_."
                yield Finding(lesson.name, cell.id, "id-unique", message)


# --- reading text ----------------------------------------------------------------------

_FENCE = re.compile(r"^(```+|~~~+).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>", re.DOTALL)
_INLINE_CODE = re.compile(r"`[^`\n]*`")
_MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_COMMENT = re.compile(r"#.*")
_BARE_CALL = re.compile(r"[\w.]+\((?:\w+(?:, \w+)*)?\)")
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")


def _without_fences(text: str) -> str:
    return _FENCE.sub("", text)


def _prose(text: str) -> str:
    return _LINK_TARGET.sub("]", _TAG.sub(" ", _without_fences(text)))


def _headings(cell: Cell) -> Iterator[tuple[int, str]]:
    for line in _without_fences(cell.source).splitlines():
        if found := _HEADING.match(line):
            yield len(found[1]), found[2]


def _code_lines(cell: Cell) -> str:
    """Code without comments: close enough for a search by pattern."""
    return _COMMENT.sub("", cell.source)


def _section_name(title: str) -> str | None:
    wanted = title.strip(" *:.").lower()
    return next((name for name in SECTIONS if name.lower() == wanted), None)


def _sections(material: Material) -> dict[str, tuple[str, list[str]]]:
    """Map each section to the cell that opens it and to its lines, in order.

    A section opens with a heading or with its name in bold, and ends where the next one
    opens or at any heading of the first or second level.
    """
    found: dict[str, tuple[str, list[str]]] = {}
    current: list[str] = []
    for cell in material.texts:
        for line in _without_fences(cell.source).splitlines():
            heading = _HEADING.match(line)
            bold = re.match(r"\*\*(.+?)\*\*", line)
            title = heading[2] if heading else bold[1] if bold else ""
            if name := _section_name(title):
                current = found.setdefault(name, (cell.id, []))[1]
                line = line.partition("**")[2].partition("**")[2] if not heading else ""
            elif heading and len(heading[1]) <= 2:
                current = []
            current.append(line)
    return found


# --- size and shape --------------------------------------------------------------------


@_rule("cell-count", "A lesson has at most 45 cells.")
def _cell_count(material: Material) -> Findings:
    count = len(material.lesson.cells)
    if count > CELLS_LIMIT:
        yield "", f"{count} cells; the limit is {CELLS_LIMIT}. Merge or cut some."


@_rule("cell-count-wanted", "A lesson has 15 to 35 cells.", warning=True)
def _cell_count_wanted(material: Material) -> Findings:
    count = len(material.lesson.cells)
    if count not in CELLS_WANTED and count <= CELLS_LIMIT:
        yield "", f"{count} cells; {CELLS_WANTED.start} to {CELLS_WANTED.stop - 1} read best."


@_rule(
    "code-length",
    "A code cell has at most 25 lines, 40 if it defines a class; hidden tests not counted.",
)
def _code_length(material: Material) -> Findings:
    for cell in material.code:
        text = solved_text(cell.source)
        limit = CLASS_LINES if re.search(r"^class ", text, re.MULTILINE) else CODE_LINES
        lines = len(text.splitlines())
        if lines > limit:
            yield cell.id, f"{lines} lines of code; the limit is {limit}. Split the cell."


@_rule("text-length", "A text cell has at most 140 words; code blocks and HTML tags not counted.")
def _text_length(material: Material) -> Findings:
    for cell in material.texts:
        words = sum(any(map(str.isalnum, word)) for word in _prose(cell.source).split())
        if words > TEXT_WORDS:
            yield cell.id, f"{words} words; the limit is {TEXT_WORDS}. Split or shorten the cell."


@_rule("one-h1", "A lesson has one heading of the first level, in its first cell.")
def _one_h1(material: Material) -> Findings:
    places = [cell for cell in material.texts for level, _ in _headings(cell) if level == 1]
    if not places:
        yield "", "No title. Open the first cell with one, such as '# 03. Early stopping'."
    for cell in places[:1]:
        if cell.index:
            yield cell.id, "The title must open the first cell."
    for cell in places[1:]:
        yield cell.id, "A second '# ' heading. Use '## ' or deeper: the title is the only one."


@_rule("title-line", "The title has the lesson's number, and the line below it says the minutes.")
def _title_line(material: Material) -> Findings:
    lesson = material.lesson
    try:
        overview(lesson)
    except BuildError as error:
        yield lesson.cells[0].id if lesson.cells else "", unnamed(error, lesson.name)
        return
    number = lesson.name.partition("_")[0]
    if not lesson.cells[0].source.startswith(f"# {number}. "):
        yield lesson.cells[0].id, f"The title must start with '# {number}. ', as the file's name."


@_rule("heading-skip", "No heading is more than one level deeper than the one before.")
def _heading_skip(material: Material) -> Findings:
    before = 0
    for cell in material.texts:
        for level, title in _headings(cell):
            if level > before + 1 and before:
                hashes = "#" * (before + 1)
                yield cell.id, f"Heading {title!r} skips a level. Use {hashes!r} at most."
            before = level


@_rule("sections", "The sections of a lesson are all there, in order.")
def _section_order(material: Material) -> Findings:
    found = _sections(material)
    for name in SECTIONS:
        if name not in found:
            yield "", f"Section {name!r} is missing. Add a heading of that name."
    wanted = [name for name in SECTIONS if name in found]
    for name, expected in zip(found, wanted, strict=True):
        if name != expected:
            yield found[name][0], f"Section {name!r} stands where {expected!r} should be."
            return


@_rule(
    "section-items",
    "3 to 5 things to learn, 4 to 6 to recap, 3 quiz questions with answers in <details>.",
)
def _section_items(material: Material) -> Findings:
    wanted = {
        "What you will learn": (r"^\s*[-*] ", "bullets", 3, 5),
        "Quick quiz": (r"^\d+\. ", "numbered questions", 3, 3),
        "Recap": (r"^\s*[-*] ", "bullets", 4, 6),
    }
    for name, (cell, lines) in _sections(material).items():
        if name not in wanted:
            continue
        pattern, what, least, most = wanted[name]
        text = "\n".join(lines)
        asked = re.sub(r"<details.*?</details>", "", text, flags=re.DOTALL)
        count = len(re.findall(pattern, asked, re.MULTILINE))
        if not least <= count <= most:
            span = str(least) if least == most else f"{least} to {most}"
            yield cell, f"Section {name!r} has {count} {what}. Wanted: {span}."
        if name == "Quick quiz" and asked == text:
            yield cell, "The quiz has no answers. Fold them in <details> below the questions."


@_rule("try-it", "There is a code cell that students may change, tagged try-it.")
def _try_it(material: Material) -> Findings:
    for cell in material.lesson.cells:
        if TRY_TAG in cell.tags and cell.role is not Role.TRY:
            yield (
                cell.id,
                f"Its nbgrader type locks it. Take the type or the tag {TRY_TAG!r} away.",
            )
    if not material.lesson.by_role(Role.TRY):
        yield "", "No cell to play with. Add a code cell without a grade id, tagged 'try-it'."


@_rule("progress", "The last section calls summary().")
def _progress(material: Material) -> Findings:
    if "summary(" not in "".join(_code_lines(cell) for cell in material.code[-1:]):
        yield "", "The last code cell must call `summary()`, under 'Your progress'."


# --- words and pictures ----------------------------------------------------------------


@_rule("exclamation", "Prose has no exclamation marks.")
def _exclamation(material: Material) -> Findings:
    for cell in material.texts:
        text = _MATH.sub("", _INLINE_CODE.sub("", _prose(cell.source))).replace("![", "[")
        if "!" in text:
            yield cell.id, "An exclamation mark. Say it with a full stop."


@_rule("glossary", "Each bold term of the section Words stands in GLOSSARY.md.")
def _glossary(material: Material) -> Findings:
    cell, lines = _sections(material).get("Words", ("", []))
    terms = re.findall(r"\*\*(.+?)\*\*", "\n".join(lines))
    if cell and not terms:
        yield cell, "Section 'Words' names no term. Put each of them in bold."
    for term in terms:
        if not _term_forms(term) & material.glossary:
            yield cell, f"{term!r} is not in GLOSSARY.md. Add a row for it."


@_rule("image-alt", "Each image in a text cell has alt text.")
def _image_alt(material: Material) -> Findings:
    for cell in material.texts:
        text = _without_fences(cell.source)
        images = re.findall(r"<img\b[^>]*>", text)
        bare = any(not re.search(r"""\balt\s*=\s*["'][^"']+["']""", image) for image in images)
        if bare or re.search(r"!\[\s*\]\(", text):
            yield cell.id, "An image without alt text. Say in one sentence what it shows."


@_rule(
    "figure-described",
    "Each cell that draws prints a description of the figure, or is tagged described.",
)
def _figure_described(material: Material) -> Findings:
    draws = re.compile(
        r"\bplt\.(?:subplots|figure|plot|scatter|imshow|bar|hist)\w*\("
        r"|(?<!def )\b(?:plot|animate)_\w+\("
    )
    for cell in material.code:
        text = _code_lines(cell)
        if cell.role in (Role.CHECK, Role.ANSWER) or DESCRIBED_TAG in cell.tags:
            continue
        if draws.search(text) and "describe(" not in text:
            yield (
                cell.id,
                "A figure without a description. Print `describe(ax)`, or say what it shows in "
                f"the text beside it and tag the cell {DESCRIBED_TAG!r}.",
            )


@_rule("no-remote", "No image, style, script or data comes from another site.")
def _no_remote(material: Material) -> Findings:
    in_text = re.compile(
        r"!\[[^\]]*\]\(\s*<?(?:https?:)?//|<(?:img|script|link|iframe|video|audio)\b[^>]*//"
        r"|@import|url\(\s*[\"']?(?:https?:)?//",
        re.IGNORECASE,
    )
    in_code = re.compile(
        r"\b(?:urlopen|urlretrieve|fetch_\w+|read_\w+|load\w*|genfromtxt|requests\.\w+)\("
        r"[^)]*https?://|\bimport (?:requests|urllib)|\bfrom (?:requests|urllib)\b"
    )
    for cell in material.lesson.cells:
        if (in_code if cell.is_code else in_text).search(_without_fences(cell.source)):
            yield cell.id, "Something from another site. Put it in the repository or make it here."


# --- code ------------------------------------------------------------------------------


@_rule("no-shell", "No cell installs packages or runs the shell.")
def _no_shell(material: Material) -> Findings:
    for cell in material.code:
        if re.search(r"^\s*(?:!|%+\s*(?:pip|conda|sh|bash|system)\b)", cell.source, re.MULTILINE):
            yield cell.id, "A shell or pip command. requirements.txt is the place for packages."


@_rule("no-star-import", "No `import *`.")
def _no_star_import(material: Material) -> Findings:
    for cell in material.code:
        if re.search(r"^\s*from\s+\S+\s+import\s+\*", cell.source, re.MULTILINE):
            yield cell.id, "`import *`. Name what is used."


@_rule(
    "no-global-seed",
    "All chance comes from a generator, not from NumPy's or Python's global state.",
)
def _no_global_seed(material: Material) -> Findings:
    old = re.compile(
        r"\b(?:np|numpy)\.random\.(?!default_rng|Generator|SeedSequence|PCG64|BitGenerator)\w+\("
        r"|(?<![\w.])random\.(?:seed|random|randint|choice|shuffle|uniform|gauss)\("
    )
    for cell in material.code:
        if old.search(_code_lines(cell)):
            yield cell.id, "Global random state. Use the lesson's `rng` or pass `random_state`."


@_rule("no-blanket-filter", "Warnings are not silenced wholesale.")
def _no_blanket_filter(material: Material) -> Findings:
    blanket = re.compile(
        r"""\b(?:simplefilter|filterwarnings)\(\s*(?:action\s*=\s*)?["']ignore["']\s*\)"""
    )
    for cell in material.code:
        if blanket.search(cell.source):
            yield cell.id, "It silences every warning. Mend the cause, or name the category."


@_rule("test-data", "Test data are read in one cell tagged final-test, after the last exercise.")
def _test_data(material: Material) -> Findings:
    final = [cell for cell in material.lesson.cells if FINAL_TEST_TAG in cell.tags]
    for cell in material.code:
        names = _names_read(cell.source) & {"X_test", "y_test"}
        if names and cell not in final and cell.role is not Role.CHECK:
            yield (
                cell.id,
                f"It reads {' and '.join(sorted(names))}. Use validation data; the test value is "
                f"reported once, in a cell tagged {FINAL_TEST_TAG!r}.",
            )
    for cell in final[1:]:
        yield cell.id, f"A second cell tagged {FINAL_TEST_TAG!r}. Report the test value once."
    answers = material.lesson.by_role(Role.ANSWER)
    if final and answers and final[0].index < answers[-1].index:
        yield final[0].id, "The test value comes before the last exercise. Move it to the end."


def _names_read(source: str) -> set[str]:
    """Names that a cell reads outside of functions, whose arguments are their own."""
    try:
        nodes: list[ast.AST] = [ast.parse(source)]
    except SyntaxError:  # a magic: look at the text
        return set(re.findall(r"\w+", source))
    names = set()
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            names.add(node.id)
        if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
            nodes += ast.iter_child_nodes(node)
    return names


@_rule("demo-import", "No demo cell imports: demo cells do not run at grading.")
def _demo_import(material: Material) -> Findings:
    for cell in material.lesson.by_role(Role.DEMO):
        if _imports(cell.source):
            yield cell.id, "Imports belong in the setup cell: demo cells do not run at grading."


def _imports(source: str) -> bool:
    try:
        nodes = ast.walk(ast.parse(source))
    except SyntaxError:  # a magic: look at the text
        return bool(re.search(r"^\s*(?:from\s+\S+\s+)?import\s", source, re.MULTILINE))
    return any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in nodes)


# --- exercises -------------------------------------------------------------------------


@_rule(
    "exercise-check",
    "Each answer cell is followed directly by its check cell, which is worth points.",
)
def _exercise_check(material: Material) -> Findings:
    cells = material.lesson.cells
    for answer in material.lesson.by_role(Role.ANSWER):
        after = cells[answer.index + 1] if answer.index + 1 < len(cells) else None
        if after is None or after.role is not Role.CHECK or not after.id.startswith(answer.id):
            yield answer.id, f"The next cell must be its check cell, such as {answer.id}_check."
    for exercise in material.lesson.exercises:
        if exercise.points <= 0:
            yield exercise.check.id, "It is worth no points. Give it at least one."


@_rule("exercise-with", 'Each check cell keeps all its checks in `with exercise("1.1 Name"):`.')
def _exercise_with(material: Material) -> Findings:
    for check in material.lesson.by_role(Role.CHECK):
        if not any(exercise_titles(ast.parse(check.source).body)):
            yield check.id, 'Put the checks in `with exercise("1.1 Name"):`, as a plain string.'


@_rule(
    "exercise-heading",
    "Each exercise has a heading `### Exercise 3.1: ...` with the number of its check.",
)
def _exercise_heading(material: Material) -> Findings:
    for exercise in material.lesson.exercises:
        heading, _ = _instructions(material, exercise.answer)
        number = exercise.title.partition(" ")[0]
        if not heading:
            yield exercise.id, "No heading such as '### Exercise 3.1: ...' above the answer cell."
        elif not exercise.written and not re.search(rf"\b{re.escape(number)}\b", heading):
            yield exercise.id, f"Its heading is {heading!r} but its check says {exercise.title!r}."


@_rule(
    "hints", "Each exercise has two hints in <details> between its heading and its answer cell."
)
def _hints(material: Material) -> Findings:
    for exercise in material.lesson.exercises:
        heading, text = _instructions(material, exercise.answer)
        count = text.count("<details")
        if heading and not exercise.written and count < HINTS:
            yield (
                exercise.id,
                f"{count} hints in <details>; wanted: {HINTS}, idea then almost code.",
            )


def _instructions(material: Material, answer: Cell) -> tuple[str, str]:
    """Return the exercise heading above an answer cell and the text from there on."""
    text: list[str] = []
    for cell in reversed(material.lesson.cells[: answer.index + answer.role.startswith("w")]):
        if cell.role in (Role.ANSWER, Role.CHECK):
            break
        if cell.is_code:
            continue
        text.insert(0, cell.source)
        for level, title in _headings(cell):
            if level == 3 and title.startswith("Exercise"):
                return title, "\n".join(text)
    return "", "\n".join(text)


@_rule(
    "begin-lesson",
    "A setup cell calls begin_lesson({...}) with the titles and points of the checks.",
)
def _begin_lesson(material: Material) -> Findings:
    wanted = [exercise for exercise in material.lesson.exercises if not exercise.written]
    for cell in material.lesson.by_role(Role.SETUP):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "begin_lesson":
                different = next(_disagreements(cell, _literal_items(node), wanted), "")
                if different:
                    text = ", ".join(map(_announced, wanted))
                    yield cell.id, f"{different} Make them alike: begin_lesson({{{text}}})."
                return
    yield "", "No setup cell calls `begin_lesson({...})`, which `summary()` needs."


def _disagreements(setup: Cell, came: list, exercises: Sequence[Exercise]) -> Iterator[str]:
    """Name both cells wherever the setup cell and a check cell say different things."""
    for item, wanted in zip_longest(came, exercises):
        says = f'"{item[0]}": {item[1]}' if item else "nothing"
        if wanted is None:
            yield f"{setup.id} says {says}, but there is no check for it."
        elif item != (wanted.title, wanted.points):
            yield f"{setup.id} says {says}, but {wanted.check.id} says {_announced(wanted)}."


def _announced(exercise: Exercise) -> str:
    return f'"{exercise.title}": {exercise.points:g}'


def _literal_items(call: ast.Call) -> list:
    try:
        return list(ast.literal_eval(call.args[0]).items())
    except (ValueError, IndexError, AttributeError):
        return []


@_rule("region", "Each answer cell has a solution region of at most 12 lines.")
def _region(material: Material) -> Findings:
    for answer in material.lesson.by_role(Role.ANSWER):
        lines = len(solution_lines(answer.source))
        if not lines:
            yield answer.id, "No lines between '### BEGIN SOLUTION' and '### END SOLUTION'."
        elif lines > REGION_LINES:
            yield (
                answer.id,
                f"{lines} lines to write; the limit is {REGION_LINES}. Give some away.",
            )


@_rule("markers", "Markers of regions are spelled right, paired, and only where they belong.")
def _markers(material: Material) -> Findings:
    for cell in material.lesson.cells:
        left = without_hidden_tests(without_solution(cell.source))
        if re.search(r"^\s*#+\s*(?:BEGIN|END)\b", left, re.MULTILINE | re.IGNORECASE):
            yield cell.id, "A marker is alone or misspelled. See CONTRIBUTING.md for the four."
        if solution_lines(cell.source) and cell.role not in (Role.ANSWER, Role.WRITTEN):
            yield cell.id, "A solution region outside of an answer cell."
        if hidden_lines(cell.source) and cell.role is not Role.CHECK:
            yield cell.id, "A hidden test region outside of a check cell."


# --- ids -------------------------------------------------------------------------------


@_rule("cell-id", "A cell's id is its grade id.")
def _cell_id(material: Material) -> Findings:
    for cell, raw in zip(material.lesson.cells, material.notebook.cells, strict=True):
        if raw.get("id") != cell.id:
            yield (
                cell.id,
                f"The notebook calls this cell {raw.get('id')!r}. `coursework build` mends it.",
            )


@_rule("id-form", "Ids are made of lower-case letters, digits and underscores.")
def _id_form(material: Material) -> Findings:
    for cell in material.lesson.cells:
        if not re.fullmatch(r"[a-z0-9_]+", cell.id):
            yield cell.id, "Use a-z, 0-9 and _ only, and a name that says what the cell is for."


# --- release and solutions -------------------------------------------------------------


@_rule(
    "leak",
    "No line of a solution or of a hidden test stands in the release, not even in a sentence.",
)
def _leak(material: Material) -> Findings:
    # Short lines, bare calls such as `model.partial_fit(X, y)`, which an exercise may have to
    # name, and lines that the lesson's visible code has as well, tell nothing. A hint is
    # no excuse: it says almost the code, so pieces of a line, but never a whole one.
    if material.release is None:
        return
    secrets = _secrets(material.lesson)
    for cell in material.release.cells:
        text = f" {_folded(cell.source)} "
        for folded, (owner, line) in secrets.items():
            if f" {folded} " in text:
                yield cell.get("id", ""), f"The release shows {line!r}, a secret line of {owner}."


def _secrets(lesson: Lesson) -> dict[str, tuple[str, str]]:
    """Map each secret line, folded, to its cell and to its text."""
    secrets, visible = {}, set()
    for cell in lesson.cells:
        solution = [s for s in solution_lines(cell.source) if not _BARE_CALL.fullmatch(s)]
        for line in solution + hidden_lines(cell.source):
            if len(line) > SECRET_LENGTH:
                secrets.setdefault(_folded(line), (cell.id, line))
        if cell.is_code:
            shown = without_hidden_tests(without_solution(cell.source))
            visible.update(map(_folded, shown.splitlines()))
    return {folded: secret for folded, secret in secrets.items() if folded not in visible}


def _folded(text: str) -> str:
    """Put one space between words and signs, so that neither spaces nor line breaks matter."""
    return " ".join(re.findall(r"\w+|[^\w\s]", text))


@_rule("stub", "Each answer cell of the release has the placeholder, and no cell has outputs.")
def _stub(material: Material) -> Findings:
    if material.release is None:
        return
    released = {cell.get("id"): cell for cell in material.release.cells}
    for answer in material.lesson.by_role(Role.ANSWER):
        if answer.id not in released or STUB not in released[answer.id].source:
            yield answer.id, "The release has no placeholder for it. Run `coursework build`."
    for id_, cell in released.items():
        if cell.get("outputs"):
            yield id_, "The release has outputs. Run `coursework build`."


def _output_texts(material: Material) -> Iterator[tuple[NotebookNode, str, str]]:
    """Yield each cell of the solution with the name and text of each of its text outputs."""
    for cell in material.solution.cells if material.solution else ():
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                yield cell, output.name, output.text
            for kind, text in output.get("data", {}).items():
                if kind.startswith("text/"):
                    yield cell, kind, text


@_rule("decimals", "Printed numbers have at most 4 decimals.")
def _decimals(material: Material) -> Findings:
    too_long = re.compile(rf"(?<![\w.])\d+\.\d{{{DECIMALS + 1},}}")
    for cell, _, text in _output_texts(material):
        if found := too_long.search(text):
            yield cell.id, f"It prints {found[0]}. Round to {DECIMALS} decimals or fewer."


@_rule("stable-output", "No output holds an address in memory, which differs from run to run.")
def _stable_output(material: Material) -> Findings:
    for cell, _, text in _output_texts(material):
        if found := re.search(r" at 0x[0-9a-f]+", text):
            yield cell.id, f"It prints an object{found[0]}. End the line with ';' or print less."


@_rule("silent-check", "Check cells write nothing to stderr: nbgrader would score them 0.")
def _silent_check(material: Material) -> Findings:
    for cell, kind, text in _output_texts(material):
        source = material.lesson.cell(cell.id)
        if kind == "stderr" and source is not None and source.role is Role.CHECK:
            yield cell.id, f"It writes to stderr: {text.strip().splitlines()[0][:80]!r}."
