"""The student's process: it runs the cells of one submission, then answers calls.

It is started by `sandbox`, reads requests from one inherited socket and writes replies to it.
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
import importlib.machinery
import importlib.util
import io
import linecache
import operator
import os
import struct
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from typing import Any

from coursework.judge import codec
from goodpractice.checks import LocalServices

__all__ = ["QuietShell", "compile_cell", "main"]

HEADER = struct.Struct("<I")
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
        self.fd = fd
        self.output_bytes = output_bytes
        self.lines: int | None = None
        self._owned: list[Any] = []
        self._numbers: dict[int, int] = {}
        services = LocalServices()
        # Bound now, so that a later replacement of the class is not used. Their code and what
        # it calls can still be patched: what these services say is the student's word.
        self._count_lines = services.count_lines
        self._module = types.ModuleType("__main__")
        sys.modules["__main__"] = self._module
        self.namespace = vars(self._module)
        shell = QuietShell(self._run_plain)
        self.namespace.update(get_ipython=lambda: shell, display=print)
        self._operations: dict[str, Callable[..., Any]] = {
            "cell": self.run_cell,
            "names": self.find_names,
            "call": self.call,
            "do": self.do,
            "forbid": services.forbid,
            "allow": services.allow,
            "count": self.count,
        }

    def serve(self) -> None:
        """Answer until the judge closes the socket."""
        while True:
            table = codec.Table()
            self.answer(self.read(table), table)

    def answer(self, message: Any, table: codec.Table) -> None:
        """Answer one request."""
        operation, number, *args = message
        before = [self.picture(item) for item in table.items]
        try:
            result = self._operations[operation](*args)
            index = table.find(result)
            reply = ("value", result) if index is None else ("same", index)
        except BaseException as error:  # SystemExit too: a cell must not end the process
            reply = ("error", _describe(error))
        changed = [
            (index, self.crossing(item))
            for index, item in enumerate(table.items)
            if self.picture(item) != before[index]
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
        """Call a function of the student's, and count its lines if they are wanted."""
        with _captured(0):
            if self.lines is None:
                return func(*args, **kwargs)
            results = []
            self.lines += self._count_lines(lambda: results.append(func(*args, **kwargs)), ())
        return results[0]

    def do(self, name: str, args: list) -> Any:
        """Do one of the things that Python does with objects."""
        with _captured(0):
            return _DOINGS[name](*args)

    def count(self, start: bool) -> int:
        """Start to count the lines that calls run, or stop and return how many ran."""
        lines, self.lines = self.lines, 0 if start else None
        return lines or 0

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
        left = memoryview(HEADER.pack(len(frame)) + frame)
        while left:
            left = left[os.write(self.fd, left) :]

    def read(self, table: codec.Table) -> Any:
        """Read a message from the socket. When the judge has gone, so does this process."""
        (length,) = HEADER.unpack(self.read_bytes(HEADER.size))
        return codec.loads(self.read_bytes(length), resolve=self.resolve, table=table)

    def read_bytes(self, length: int) -> bytes:
        """Read exactly so many bytes."""
        parts = bytearray()
        while len(parts) < length:
            part = os.read(self.fd, min(length - len(parts), 1 << 20))
            if not part:
                os._exit(0)
            parts += part
        return bytes(parts)


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


# --- matplotlib, later -----------------------------------------------------------------

_PLOTTING = "goodpractice.plotting"


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
    """Puts off matplotlib, which takes four times as long to start as all the rest."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> Any:
        if name.partition(".")[0] != "matplotlib" and name != _PLOTTING:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
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


# --- start -----------------------------------------------------------------------------


def main() -> None:
    """Take the limits from the judge, give up everything else, and serve."""
    fd = int(sys.argv[1])
    host = Host(fd, 0)
    settings = host.read(codec.Table())
    host.output_bytes = settings["output_bytes"]
    _silence()
    _limit(settings)
    _add_builtins()
    sys.meta_path.insert(0, _LazyFinder)
    sys.argv = [""]
    if settings["no_exec"].size:
        _forbid_exec(settings["no_exec"].tobytes())
    host.send(host.write((0, "value", None, [])))
    host.serve()


def _silence() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)


def _limit(settings: dict[str, Any]) -> None:
    import resource

    limits = {
        resource.RLIMIT_AS: settings["memory_bytes"],
        resource.RLIMIT_CPU: settings["cpu_seconds"],
        resource.RLIMIT_FSIZE: settings["file_bytes"],
        resource.RLIMIT_NOFILE: settings["open_files"],
        resource.RLIMIT_CORE: 0,
    }
    if settings["processes"]:
        limits[resource.RLIMIT_NPROC] = settings["processes"]
    for limit, value in limits.items():
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows RLIMIT_AS, but sets none
            resource.setrlimit(limit, (value, value))
    # A soft limit a second lower ends the process with a signal that says why.
    soft = max(1, resource.getrlimit(resource.RLIMIT_CPU)[1] - 1)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, soft + 1))


def _add_builtins() -> None:
    """Add what Python's `site` adds; it is not imported, to start sooner."""
    import _sitebuiltins

    builtins.help = _sitebuiltins._Helper()
    builtins.exit = _sitebuiltins.Quitter("exit", "")
    builtins.quit = _sitebuiltins.Quitter("quit", "")


def _forbid_exec(program: bytes) -> None:
    """Install a second seccomp filter: the first had to let this Python start."""
    import ctypes

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    set_seccomp, mode_filter = 22, 2
    filter_ = Program(len(program) // 8, program)
    if ctypes.CDLL(None).prctl(set_seccomp, mode_filter, ctypes.byref(filter_), 0, 0):
        os._exit(97)
