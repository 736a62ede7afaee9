"""What a grading process needs, imported once, by the process that all of them are forked from."""

import os

os.environ.setdefault("MPLBACKEND", "agg")

import matplotlib.pyplot  # noqa: F401  (the setup of most lessons wants it)

import coursework.grade  # noqa: F401
from coursework.judge.library import compiled_modules

compiled_modules()
