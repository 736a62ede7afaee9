"""What a student's process can import, and when it is run.

`goodpractice` is on no disk there: its modules come from memory, so that a function which an
exercise forbids can be taken away for good. matplotlib takes four times as long to start as
all the rest, and is put off until something of it is used.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import marshal
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["Library", "put_off_plotting"]

# --- goodpractice, from memory ---------------------------------------------------------


class Library:
    """Finds and loads modules whose code is held in memory, each of them once.

    Parameters
    ----------
    modules : dict of str to bytes
        By name, the path that the module says it has, a zero byte, and its marshalled code.

    Examples
    --------
    >>> code = marshal.dumps(compile("answer = 42", "/nowhere/it.py", "exec"))
    >>> library = Library({"it": b"/nowhere/it.py" + bytes(1) + code})
    >>> spec = library.find_spec("it")
    >>> module = importlib.util.module_from_spec(spec)
    >>> spec.loader.exec_module(module)
    >>> module.answer
    42
    >>> library.find_spec("it") is None
    True
    """

    def __init__(self, modules: dict[str, bytes]) -> None:
        self._modules = modules

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find a module that was not loaded yet."""
        if name not in self._modules:
            return None
        origin = self._modules[name].partition(b"\0")[0].decode()
        inside = [origin.rpartition("/")[0]] if origin.endswith("/__init__.py") else None
        return importlib.util.spec_from_file_location(
            name, origin, loader=self, submodule_search_locations=inside
        )

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        """Let Python make the module."""

    def exec_module(self, module: types.ModuleType) -> None:
        """Run a module's code and forget it: what it defined is all that is left of it."""
        code = self._modules.pop(module.__name__).partition(b"\0")[2]
        exec(marshal.loads(code), vars(module))

    def take(self, names: Iterable[str]) -> None:
        """Import modules now, so that their code is held no longer."""
        for name in names:
            importlib.import_module(name)


# --- matplotlib, later -----------------------------------------------------------------

_PLOTTING = "goodpractice.plotting"


def put_off_plotting() -> None:
    """Run matplotlib and the library's plotting module only when something of them is used."""
    sys.meta_path.insert(0, _LazyFinder)


class _LazyModule(types.ModuleType):
    """A module that is run when something of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # the import system asks whether it is a package
            raise AttributeError(name)
        if self.__name__ == _PLOTTING and not name.startswith("_"):
            vars(self)[name] = _later(self, name)
        else:
            _wake()
        return getattr(self, name)


def _later(module: types.ModuleType, name: str) -> Callable[..., Any]:
    """Return a function of the plotting module that runs the module when it is called."""

    def call(*args: Any, **kwargs: Any) -> Any:
        if name == "use_course_style" and isinstance(module, _LazyModule):
            # Every lesson begins with it, and few answers plot.
            return _on_wake.append(lambda: getattr(module, name)())
        _wake()
        return getattr(module, name)(*args, **kwargs)

    return call


class _LazyLoader:
    def __init__(self, loader: Any) -> None:
        self.loader = loader

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        module.__class__ = _LazyModule
        _asleep.append((module, self.loader))


class _LazyFinder:
    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> Any:
        if name.partition(".")[0] != "matplotlib" and name != _PLOTTING:
            return None
        others = (finder for finder in sys.meta_path if finder is not _LazyFinder)
        found = (finder.find_spec(name, path, target) for finder in others)
        spec = next((spec for spec in found if spec is not None), None)
        lazy = importlib.machinery.SourceFileLoader, Library
        if spec is not None and isinstance(spec.loader, lazy):
            spec.loader = _LazyLoader(spec.loader)
        return spec


_asleep: list[tuple[types.ModuleType, Any]] = []
_on_wake: list[Callable[[], object]] = []


def _wake() -> None:
    """Run the modules that were put off, parents first, and import the rest as usual."""
    if _LazyFinder in sys.meta_path:
        sys.meta_path.remove(_LazyFinder)
    while _asleep:
        module, loader = _asleep.pop(0)
        module.__class__ = types.ModuleType
        module.__spec__.loader = module.__loader__ = loader
        loader.exec_module(module)
    while _on_wake:
        _on_wake.pop(0)()
