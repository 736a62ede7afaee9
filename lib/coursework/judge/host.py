"""The student's process: it runs the cells of one submission, then answers calls.

It is forked by `forkserver`, reads requests from one inherited socket and writes replies to it.
Student code shares this process and may break anything in it. So nothing here guards a score:
the judge believes no reply to be more than a student's word.

Only NumPy, msgpack and `goodpractice` are needed. What takes long to import (matplotlib,
IPython's input transformer) is imported when a cell needs it.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import copy
import importlib
import io
import linecache
import operator
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from typing import Any

from coursework.judge import codec
from coursework.judge.channel import Channel
from goodpractice import checks
from goodpractice._file_steps import list_folder, read_pickle, watch_file
from goodpractice._sharing import shared_parts

__all__ = ["Host", "QuietShell", "compile_cell", "display"]

MAX_TEXT = 2000


# --- cells -----------------------------------------------------------------------------


def compile_cell(source: str, filename: str) -> types.CodeType:
    """Compile the text of a cell, magics and shell commands included.

    Parameters
    ----------
    source : str
        Text of the cell.
    filename : str
        Name for tracebacks.

    Raises
    ------
    SyntaxError
        If it is not Python, with or without IPython's additions.

    Examples
    --------
    >>> compile_cell("%matplotlib inline", "<cell>").co_names
    ('get_ipython', 'run_line_magic')
    """
    try:
        tree = ast.parse(source, filename)
    except (SyntaxError, ValueError):
        # IPython's additions are never valid Python: plain cells do without the import.
        from IPython.core.inputtransformer2 import TransformerManager

        tree = ast.parse(TransformerManager().transform_cell(source), filename)
    # dont_inherit: the futures of this module are none of the cell's.
    return compile(tree, filename, "exec", dont_inherit=True)


class _Nothing:
    """Takes every call and every setting, and does nothing."""

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing."""

    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()


def display(*objects: object, **options: object) -> None:
    """Print what a notebook would show; how it would show it does not matter here.

    Examples
    --------
    >>> display("a table", clear=True)
    a table
    """
    print(*objects)


class QuietShell(_Nothing):
    """What `get_ipython()` gives: magics and shell commands do nothing, and break nothing.

    Parameters
    ----------
    run : callable
        Runs the text of a cell; for magics that wrap code, such as ``%%time``.

    Examples
    --------
    >>> QuietShell(exec).run_line_magic("matplotlib", "inline")
    """

    # Magics whose code leaves its names behind.
    _WRAPPERS = ("capture", "prun", "time")

    def __init__(self, run: Callable[[str], object]) -> None:
        self._run = run

    def run_line_magic(self, name: str, line: str, *_: object, **__: object) -> None:
        """Run the statement that ``%time`` measures, and ignore any other magic."""
        if name == "time":
            self._run(line)

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        """Run the body of a magic that wraps code, and ignore any other magic."""
        if name in self._WRAPPERS:
            self._run(cell)

    def getoutput(self, command: str) -> list[str]:
        """Return no lines."""
        return []


class _Bounded(io.RawIOBase):
    """Keeps the first bytes that are written and drops the rest."""

    def __init__(self, limit: int) -> None:
        self.kept = bytearray()
        self.limit = limit

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.kept += bytes(data[: self.limit - len(self.kept)])
        return len(data)


@contextlib.contextmanager
def _captured(limit: int) -> Iterator[_Bounded]:
    sink = _Bounded(limit)
    stream = io.TextIOWrapper(sink, encoding="utf-8", errors="replace", write_through=True)
    sys.stdout = sys.stderr = stream
    try:
        yield sink
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__


def _describe(error: BaseException) -> dict[str, Any]:
    """Return what may cross of an exception: names and text, never the object."""
    kind = type(error)
    try:
        text = str(error)[:MAX_TEXT]
    except BaseException:  # the student's own __str__
        text = ""
    return {
        "type": kind.__name__,
        "bases": [f"{base.__module__}.{base.__qualname__}" for base in kind.__mro__][:20],
        "text": text,
        "line": _last_line(error),
        "raised": getattr(error, "_judge_number", None),
    }


def _last_line(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.text and str(error.filename).startswith("<cell "):
        return error.text.strip()[:MAX_TEXT]
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.line for frame in frames if frame.filename.startswith("<cell ")]
    return (lines[-1] or "")[:MAX_TEXT] if lines else ""


# --- stand-ins for what belongs to the judge -------------------------------------------


class _JudgeObject:
    """An object of a check cell: attributes and calls go to the judge."""

    def __init__(self, host: Host, ref: codec.Ref) -> None:
        vars(self).update(_host=host, _ref=ref)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._host.ask("get", self._ref, [name], {})

    def __setattr__(self, name: str, value: Any) -> None:
        self._host.ask("set", self._ref, [name, value], {})

    def __repr__(self) -> str:
        return f"<{self._ref.name}>"


class _JudgeFunction(_JudgeObject):
    """A function of a check cell, or a method of one of its objects."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._host.ask("call", self._ref, list(args), kwargs)


# --- requests --------------------------------------------------------------------------


class Host:
    """Answers the judge's requests, one after the other.

    Parameters
    ----------
    fd : int
        The inherited socket.
    output_bytes : int
        How much of a cell's output is kept.
    """

    def __init__(self, fd: int, output_bytes: int) -> None:
        self._channel = Channel(fd)
        self.output_bytes = output_bytes
        self._owned: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._module = types.ModuleType("__main__")
        sys.modules["__main__"] = self._module
        self.namespace = vars(self._module)
        shell = QuietShell(self._run_plain)
        self.namespace.update(get_ipython=lambda: shell, display=display)
        self._operations: dict[str, Callable[..., Any]] = {
            "cell": self.run_cell,
            "names": self.find_names,
            "call": self.call,
            "do": self.do,
            "watch": self.watch,
            "share": self.share,
            "read pickle": read_pickle,
            "list folder": list_folder,
            "refused": checks.refused,
        }

    def serve(self) -> None:
        """Answer until the judge closes the socket."""
        while True:
            table = codec.Table()
            self.answer(self.read(table), table)

    def answer(self, message: Any, table: codec.Table) -> None:
        """Answer one request."""
        operation, number, *args = message
        before = [self.look(item, table) for item in table.items]
        try:
            result = self._operations[operation](*args)
            index = table.find(result)
            reply = ("value", result) if index is None else ("same", index)
        except BaseException as error:  # SystemExit too: a cell must not end the process
            reply = ("error", _describe(error))
        changed = [
            (index, self.crossing(item))
            for index, item in enumerate(table.items)
            if self.look(item, table) != before[index]
        ]
        self.send(self.write_reply(number, reply, changed))

    def write_reply(self, number: int, reply: tuple, changed: list) -> bytes:
        """Write a reply, or say in place of its value that it cannot cross."""
        try:
            return codec.dumps((number, *reply, changed), refer=self.refer)
        except Exception as error:  # of a record that was tampered with too
            kind, content = reply
            if kind == "value":
                content = _opaque(content, error)
            return codec.dumps((number, kind, content, []), refer=self.refer)

    def ask(self, how: str, ref: codec.Ref, args: list, kwargs: dict) -> Any:
        """Ask the judge about an object of its own, and answer what it asks meanwhile."""
        self.send(codec.dumps((0, "ask", (how, ref, args, kwargs), []), refer=self.refer))
        while True:
            table = codec.Table()
            message = self.read(table)
            if message[0] == "given":
                return message[1]
            if message[0] == "raise":
                raise _rebuilt(message[1])
            self.answer(message, table)

    # --- operations

    def run_cell(self, name: str, source: str) -> dict[str, Any]:
        """Run a cell and report how it went."""
        filename = f"<cell {name}>"
        lines = source.splitlines(keepends=True)
        linecache.cache[filename] = (len(source), None, lines, filename)
        error = None
        with _captured(self.output_bytes) as output:
            try:
                exec(compile_cell(source, filename), self.namespace)
            except BaseException as raised:  # SystemExit too
                error = _describe(raised)
        return {"error": error, "stdout": bytes(output.kept).decode("utf-8", "replace")}

    def _run_plain(self, source: str) -> None:
        exec(compile_cell(source, "<cell magic>"), self.namespace)

    def find_names(self, names: list[str]) -> dict[str, Any]:
        """Return those of the names that exist, each with its value or a reference to it."""
        found = {name: self.namespace[name] for name in names if name in self.namespace}
        return {name: self.crossing(value) for name, value in found.items()}

    def crossing(self, value: Any) -> Any:
        """Return the value, or its type's name if it cannot cross."""
        try:
            self.write(value)
        except Exception as error:
            return _opaque(value, error)
        return value

    def call(self, func: Callable, args: list, kwargs: dict) -> Any:
        """Call a function of the student's."""
        with _captured(0):
            return func(*args, **kwargs)

    def do(self, name: str, args: list) -> Any:
        """Do one of the things that Python does with objects."""
        with _captured(0):
            return _DOINGS[name](*args)

    def watch(self, func: Callable, args: list, path: str) -> list:
        """Call a function of the student's, and say what it did with a file."""
        with _captured(0):
            result, steps = watch_file(func, tuple(args), path)
        return [self.crossing(result), steps]

    def share(self, func: Callable, args: list, n_calls: int) -> list:
        """Call a function of the student's, and say what it left with two names."""
        with _captured(0):
            results, shared = shared_parts(func, tuple(args), n_calls)
        return [[self.crossing(result) for result in results], shared]

    # --- crossing

    def refer(self, value: Any) -> codec.Ref | codec.Opaque:
        """Return a reference to what does not cross by value."""
        if isinstance(value, _JudgeObject):
            return vars(value)["_ref"]
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._owned)
            self._owned.append(value)
        if isinstance(value, type):
            return codec.Ref("class", number, value.__name__)
        if isinstance(value, (types.FunctionType, types.MethodType, types.BuiltinFunctionType)):
            return codec.Ref("function", number, value.__name__)
        kind = type(value)
        return codec.Ref("callable" if callable(value) else "object", number, kind.__name__)

    def resolve(self, ref: codec.Ref) -> Any:
        """Return the object that a reference of the judge's means."""
        if ref.kind == "own":
            return self._owned[ref.id]
        if ref.kind == "import":
            module, _, name = ref.name.partition(":")
            return operator.attrgetter(name)(importlib.import_module(module))
        return (_JudgeFunction if ref.kind == "callback" else _JudgeObject)(self, ref)

    def look(self, item: Any, table: codec.Table) -> tuple[bytes, list[int]]:
        """Describe an argument by its value, and by which other arguments stand in it.

        One that stood there may have been changed, then replaced by an equal of what it was.
        """
        inside = item if isinstance(item, (list, dict)) else getattr(item, "__dict__", {})
        parts = list(inside.values() if isinstance(inside, dict) else inside)
        known = {id(one) for one in table.items}
        return self.picture(item), [id(part) for part in parts if id(part) in known]

    def picture(self, value: Any) -> bytes:
        """Write one value, or nothing if it cannot cross: to see later whether it changed."""
        try:
            return self.write(value)
        except Exception:
            return b""

    def write(self, value: Any) -> bytes:
        """Write one value."""
        return codec.dumps(value, refer=self.refer)

    def send(self, frame: bytes) -> None:
        """Write a frame to the socket."""
        self._channel.send(frame)

    def read(self, table: codec.Table) -> Any:
        """Read a message from the socket. When the judge has gone, so does this process."""
        return codec.loads(self._channel.read(), resolve=self.resolve, table=table)


def _opaque(value: Any, error: Exception) -> codec.Opaque:
    return codec.Opaque(f"{type(value).__name__} that cannot be compared ({error})")


def _rebuilt(report: dict[str, Any]) -> Exception:
    """Make an exception of the judge's again, so that student code can handle it."""
    for base in report["bases"]:
        module, _, name = base.partition(".")
        kind = getattr(builtins, name, None) if module == "builtins" else None
        if isinstance(kind, type) and issubclass(kind, Exception):
            break
    else:
        kind = Exception
    try:
        error = kind(report["text"])
    except TypeError:  # the few that want more than a text
        error = Exception(report["text"])
    error._judge_number = report["raised"]
    return error


_DOINGS: dict[str, Callable[..., Any]] = {
    "get": getattr,
    "set": setattr,
    "delete": delattr,
    "len": len,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "contains": operator.contains,
    "iter": iter,
    "next": next,
    "copy": copy.deepcopy,
    "isinstance": isinstance,
    "doc": lambda value: str(value.__doc__ or "")[:MAX_TEXT],
    "enter": lambda value: type(value).__enter__(value),
    "exit": lambda value: type(value).__exit__(value, None, None, None),
}
