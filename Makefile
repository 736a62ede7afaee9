# Thin on purpose: each target is one or two commands that can be typed by hand.
#   make demo    a class of submissions, graded          make test    everything that CI runs
#   make lab     the lessons in JupyterLab               make build   release/ and solutions/
#   make grade   grade submitted/                        make bench   speed against the peers
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
PYTEST := $(BIN)/python -m pytest

.PHONY: demo test lint unit fresh slow notebooks lab build grade bench help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile

# Made again when a requirement changes.
$(STAMP): requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Install Python 3.11 or later, or say where it is: make PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: 3.11 or later is needed. If there is one: make PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

demo: $(STAMP)
	$(BIN)/coursework demo

# Cheap things first.
test: lint unit fresh slow notebooks

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/coursework lint

unit: $(STAMP)
	$(PYTEST) -q -n 2 -m "not kernel" lib/goodpractice tests/goodpractice --cov=goodpractice --cov-branch --cov-report=term:skip-covered --cov-fail-under=95
	$(PYTEST) -q -n 2 -m "not kernel" lib/coursework tests --ignore=tests/goodpractice

fresh: $(STAMP)
	$(BIN)/coursework build --check

# A file stays with one process: what stock nbgrader grades takes minutes to make.
slow: $(STAMP)
	$(PYTEST) -q -n 2 --dist loadfile -m kernel

notebooks: $(STAMP)
	$(PYTEST) -q -o addopts= -p no:cacheprovider -n 2 --dist loadfile --nbval --nbval-cell-timeout=60 solutions

lab: $(STAMP)
	$(BIN)/jupyter lab release

build: $(STAMP)
	$(BIN)/coursework build

grade: $(STAMP)
	$(BIN)/coursework grade

bench: $(STAMP)
	$(BIN)/python benchmarks/grading.py
