"""The library as a sandbox gets it: compiled modules in memory, and which to import first."""

from __future__ import annotations

import ast
import functools
import marshal
from collections.abc import Iterable
from pathlib import Path

import numpy as np

import goodpractice

__all__ = ["compiled_modules", "modules_of", "setup_modules"]

_NAME = "goodpractice"
_PLOTTING = f"{_NAME}.plotting"
# Where it seems to lie in a sandbox. Nothing lies there.
_FOLDER = f"/course/lib/{_NAME}"


@functools.cache
def compiled_modules() -> dict[str, np.ndarray]:
    """Compile `goodpractice`, as `imports.Library` wants it.

    Returns
    -------
    dict of str to array of uint8
        By the module's dotted name.

    Examples
    --------
    >>> bytes(compiled_modules()["goodpractice.metrics"][:35]).decode()
    '/course/lib/goodpractice/metrics.py'
    """
    modules = {}
    root = Path(goodpractice.__file__).parent
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join([_NAME, *parts]).removesuffix(".__init__")
        origin = f"{_FOLDER}/{path.relative_to(root).as_posix()}"
        code = compile(path.read_bytes(), origin, "exec", dont_inherit=True)
        modules[name] = np.frombuffer(origin.encode() + b"\0" + marshal.dumps(code), np.uint8)
    return modules


def modules_of(names: Iterable[str]) -> list[str]:
    """Return the modules that functions and classes stand in.

    Examples
    --------
    >>> modules_of(["goodpractice.metrics.f1_score", "goodpractice.metrics.log_loss"])
    ['goodpractice.metrics']
    """
    return sorted({name.rpartition(".")[0] for name in names})


def setup_modules(source: str) -> list[str]:
    r"""Return the library's modules that a setup cell imports, but for the plots.

    Examples
    --------
    >>> setup_modules("from goodpractice import metrics, plotting\nimport numpy as np")
    ['goodpractice', 'goodpractice.metrics']
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return sorted(found & compiled_modules().keys() - {_PLOTTING})
