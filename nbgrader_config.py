# nbgrader's settings for this course. Every stock command works at the root:
# generate_assignment, zip_collect, autograde, formgrader, generate_feedback, export.
# tests/test_nbgrader_config.py proves that each of them takes effect.
import os
import sys
from pathlib import Path

from coursework.lesson import STUB

c = get_config()

# A new gradebook makes nbgrader call `alembic`, which stands beside this Python. Without this
# line, nbgrader works only where the virtual environment is activated.
_bin = str(Path(sys.executable).parent)
if _bin not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = _bin + os.pathsep + os.environ.get("PATH", "")

c.CourseDirectory.course_id = "good_practices"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# --- release: the same words and markers as coursework.lesson
c.ClearSolutions.code_stub = {"python": STUB}
c.ClearSolutions.text_stub = "*Your turn: replace this line with your answer.*"
c.ClearSolutions.begin_solution_delimeter = "### BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "### END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "### BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "### END HIDDEN TESTS"

# The grader's own record of a submission is none of the student's files.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "grading.json",
    "reason.txt",
]

# --- collect
# `nbgrader zip_collect` knows how Moodle, Canvas and Blackboard name the files of a download.
c.ZipCollectApp.collector_plugin = "coursework.collect.LmsCollector"
c.ZipCollectApp.extractor_plugin = "coursework.collect.LmsExtractor"

# --- autograde
# A deleted check cell comes back and is graded, instead of waiting for a manual grade.
c.OverwriteCells.add_missing_cells = True
# By default a check cell that a student tags `skip-execution` is not run, and passes.
c.Execute.skip_cells_with_tag = "__none__"
# Seconds for one cell. An endless loop costs its own exercise only.
c.Execute.timeout = 30
c.Execute.interrupt_on_timeout = True
# Nothing in a graded kernel is worth a farewell; saves 0.4 s a notebook.
c.Execute.shutdown_kernel = "immediate"
# Someone who prints without end should not fill the disk.
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 50

# --- feedback and formgrader
# A student sees each check's message, never the text of a hidden check.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "coursework.feedback.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
# No student's HTML runs in the browser of the person who reads the page: the first line cleans
# outputs, the second Markdown cells.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {"markdown2html": "coursework.safe_html.safe_markdown"}
