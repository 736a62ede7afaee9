"""The judge's end of the connection: requests, replies, and stand-ins for a student's objects.

A stand-in behaves as the object would in a notebook, as far as checks need it, but everything it
does happens in the student's process. What comes back is plain data or another stand-in. The two
things that a stand-in never passes on are comparison and truth: those are decided here.
"""

from __future__ import annotations

import contextlib
import importlib
import math
import operator
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NoReturn

import numpy as np

from coursework.judge import codec
from coursework.judge.channel import HEADER
from coursework.judge.host import MAX_TEXT
from coursework.judge.sandbox import Limits, Sandbox, SandboxUnavailable
from goodpractice._file_steps import Step
from goodpractice._sharing import Shared
from goodpractice._validation import kind_of

__all__ = ["RemoteServices", "Session", "StudentError", "StudentRefused", "StudentStopped"]

MAX_NESTING = 20
MAX_QUESTIONS = 50_000  # during one call
START_SECONDS = 30.0
MAX_RECEIVED_BYTES = 512 << 20
# A stand-in is kept as long as its process. It takes half a kilobyte here, and the name of a new
# one 15 bytes of a frame.
MAX_STAND_INS = 100_000
# Modules whose functions and classes exist on both sides, and cross by their name.
_SHARED = frozenset(("builtins", "goodpractice", "math", "numpy"))


class StudentError(Exception):
    """An exception of the student's that is of no built-in type."""


class StudentStopped(BaseException):
    """The student's process cannot go on. No check may catch it: it is no exception of an answer.

    Parameters
    ----------
    reason : str
        What happened, as a clause that follows "Your code".
    """


class StudentRefused(BaseException):
    """The student's code called what its process lacks and its exercise does not forbid.

    Attributes
    ----------
    names : frozenset of str
    """

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(names)))
        self.names = names


class CannotCrossError(BaseException):
    """A check passes something to the student's code that cannot be passed."""


# --- stand-ins -------------------------------------------------------------------------


class Remote:
    """Stands in for an object that lives in the student's process."""

    def __init__(self, session: Session, ref: codec.Ref) -> None:
        vars(self).update(_session=session, _ref=ref)

    @property
    def type_name(self) -> str:
        """Name of the type of the object, for messages."""
        return self._ref.name

    def _do(self, name: str, *args: Any) -> Any:
        return self._session.request("do", name, [self, *args])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self._do("get", name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._do("set", name, value)

    def __delattr__(self, name: str) -> None:
        self._do("delete", name)

    def __repr__(self) -> str:
        return f"<{self._ref.kind} {self._ref.name}>"

    def __reduce__(self):
        raise TypeError(f"{self!r} lives in another process and cannot be pickled")


class RemoteFunction(Remote):
    """Stands in for a function."""

    type_name = "function"

    @property
    def __name__(self) -> str:
        return self._ref.name

    @property
    def __doc__(self) -> str:
        return self._do("doc")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._session.request("call", self, list(args), kwargs)

    def __deepcopy__(self, memo: dict) -> Remote:
        return self


class RemoteClass(RemoteFunction):
    """Stands in for a class; calling it makes an instance."""

    type_name = "type"

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, Remote) and self._do_isinstance(instance)

    def _do_isinstance(self, instance: Remote) -> bool:
        return self._session.request("do", "isinstance", [instance, self]) is True


class RemoteObject(Remote):
    """Stands in for an instance of a class."""

    def __len__(self) -> int:
        length = self._do("len")
        if type(length) is not int or not 0 <= length <= codec.MAX_NODES:
            raise ValueError(f"len() of the {self.type_name} is no usable number")
        return length

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: Any) -> Any:
        return self._do("getitem", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._do("setitem", key, value)

    def __delitem__(self, key: Any) -> None:
        self._do("delitem", key)

    def __contains__(self, key: Any) -> bool:
        return self._do("contains", key) is True

    def __iter__(self) -> Iterator[Any]:
        items = self._do("iter")
        if isinstance(items, RemoteObject):
            return items
        raise TypeError(f"the iterator of the {self.type_name} is no iterator")

    def __next__(self) -> Any:
        return self._do("next")

    def __enter__(self) -> Any:
        return self._do("enter")

    def __exit__(self, *error: object) -> None:
        self._do("exit")

    def __deepcopy__(self, memo: dict) -> Any:
        return self._do("copy")


class RemoteCallable(RemoteObject):
    """Stands in for an instance that can be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._session.request("call", self, list(args), kwargs)


_STAND_INS = {
    "function": RemoteFunction,
    "class": RemoteClass,
    "callable": RemoteCallable,
    "object": RemoteObject,
}


# --- exceptions ------------------------------------------------------------------------


def student_error(report: Any) -> Exception:
    """Make the exception that a report of the student's process describes.

    Parameters
    ----------
    report : dict
        Names of its type and of the bases, its text and the student's line.

    Returns
    -------
    Exception
        Of the nearest type that both processes know, under the name of its own type.

    Raises
    ------
    codec.CodecError
        If the report is none.
    """
    name, text, line = (_text(report, key) for key in ("type", "text", "line"))
    bases = report.get("bases")
    if type(bases) is not list:
        raise codec.CodecError("a report of an error names no types")
    known = (_known_error(base) for base in bases[:20] if type(base) is str)
    base = next((kind for kind in known if kind is not None), StudentError)
    name, body = name[: codec.MAX_NAME] or "Exception", {"__str__": lambda self: text}
    try:
        error = type(name, (base,), body)(text)
    except TypeError:  # a type that wants more than a text, such as UnicodeDecodeError
        error = type(name, (StudentError,), body)(text)
    error.student_line = line
    return error


def _text(report: Any, key: str) -> str:
    text = report.get(key) if type(report) is dict else None
    if type(text) is not str:
        raise codec.CodecError("a report of an error is incomplete")
    return text[:MAX_TEXT].replace("\0", "").encode("utf-8", "replace").decode()


def _known_error(name: str) -> type[Exception] | None:
    module, _, attribute = name.rpartition(".")
    shared = module in ("builtins", "numpy.exceptions", "numpy.linalg")
    # The two that a check itself raises cannot be raised by an answer.
    if module.startswith("goodpractice.") and module != "goodpractice.checks":
        shared = module in sys.modules
    kind = getattr(importlib.import_module(module), attribute, None) if shared else None
    plain = isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception
    return kind if plain and not issubclass(kind, ExceptionGroup) else None


def describe_error(error: BaseException, number: int) -> dict[str, Any]:
    """Return what a student's process may know of an exception of the judge's."""
    names = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__]
    return {"bases": names, "text": str(error)[:MAX_TEXT], "raised": number}


# --- the session -----------------------------------------------------------------------


class Session:
    """One student's process and everything that is asked of it.

    Parameters
    ----------
    sandbox : Sandbox
        Makes the process.
    forbidden : iterable of str
        Names of the library that the process does not have.
    limits : Limits
    deadline : float
        Time by `time.monotonic` at which the submission must be done.

    Attributes
    ----------
    stopped : str
        Why it cannot go on, as a clause that follows "Your code"; empty while it can.
    broken : bool
        Whether it stopped because the process did not keep to the protocol.
    fault : str
        What a check passed that cannot cross; a mistake of the lesson's author. It stops too.
    out_of_time : str
        What `stopped` says when the time of the whole submission is over.
    check_end : float
        Time at which the check that runs must be done.
    forbidden : frozenset of str
    """

    def __init__(
        self, sandbox: Sandbox, forbidden: Iterable[str] = (), *, limits: Limits, deadline: float
    ) -> None:
        self.forbidden = frozenset(forbidden)
        self.stopped = ""
        self.broken = False
        self.fault = ""
        self.out_of_time = f"used up the {limits.wall_seconds:g} s that a notebook has"
        self.check_end = math.inf
        self._limits = limits
        self._end = deadline
        self._deadline = deadline
        self._number = 0
        self._depth = 0
        self._received = 0
        self._stand_ins: dict[tuple[str, int], Remote] = {}
        self._offered: list[Any] = []
        self._offers: dict[int, int] = {}
        self._raised: list[BaseException] = []
        self._started = False
        self._own: frozenset[str] | None = None
        self._refused: frozenset[str] = frozenset()
        self._process = sandbox.start(self.forbidden)

    def close(self) -> bool:
        """End the process, and return whether it is known to be gone."""
        return self._process.close()

    def refused(self) -> frozenset[str]:
        """Return which forbidden names were called since the last time, as the process says."""
        if self.stopped or not self.forbidden:
            return frozenset()
        try:
            names = self._request("refused", ())
        except Exception:  # student code broke what remembers them
            return frozenset()
        told = names if type(names) is list else []
        return self.forbidden & {name for name in told if type(name) is str}

    @contextlib.contextmanager
    def watched(self, own: frozenset[str], before: Iterable[str] = ()) -> Iterator[None]:
        """End a check as soon as its answer is refused what the exercise does not forbid.

        That is told before the check sees what came, so it gives away nothing of the check.

        Parameters
        ----------
        own : frozenset of str
            What the exercise forbids.
        before : iterable of str
            What was refused already.

        Raises
        ------
        StudentRefused
            If something else was refused.
        """
        self._own, self._refused = own, frozenset(before) - own
        try:
            self._pass_on_refusal()
            yield
            self._pass_on_refusal()  # a check, or NumPy, may have swallowed it
        finally:
            self._own = None

    def _pass_on_refusal(self) -> None:
        if self._refused:
            raise StudentRefused(self._refused)

    def request(self, operation: str, *args: Any, seconds: float | None = None) -> Any:
        """Ask the student's process for something and wait for the answer.

        In a check that is watched, also ask what was refused meanwhile.

        Parameters
        ----------
        operation : str
        *args : object
        seconds : float, optional
            How long it may take, if not as long as any call.

        Raises
        ------
        Exception
            What the student's code raised.
        StudentStopped
            If the process ended, took too long or broke the protocol.
        SandboxLost
            If the process ended because its sandbox did.
        StudentRefused
            If a check is watched, and something was refused.
        """
        if self._own is None or self._depth:
            return self._request(operation, args, seconds)
        self._pass_on_refusal()
        try:
            return self._request(operation, args, seconds)
        finally:
            if not self.stopped:
                self._refused |= self.refused() - self._own
                self._pass_on_refusal()

    def _request(self, operation: str, args: tuple, seconds: float | None = None) -> Any:
        if self.stopped:
            raise StudentStopped(self.stopped)
        if self._depth >= MAX_NESTING:
            raise RecursionError("the check and your code call each other too many times")
        self._wait_for_start()
        seconds = self._limits.call_seconds if seconds is None else seconds
        before = self._deadline
        self._deadline = min(before, self._end, self.check_end, time.monotonic() + seconds)
        self._depth += 1
        table = codec.Table()
        self._number += 1
        number = self._number
        try:
            self._send(self._write_request((operation, number, *args), table))
            for _ in range(MAX_QUESTIONS):
                answered, kind, content, changes = self._receive()
                if kind != "ask":
                    break
                self._answer(content)
            else:
                raise codec.CodecError("questions without end")
            error, value = self._read_reply(number == answered, kind, content, table)
            _apply(changes, table)
        except codec.CodecError as error:
            self.refuse_reply(str(error))
        except OSError as error:  # TimeoutError too
            late = isinstance(error, TimeoutError)
            self._stop(self.lateness(seconds) if late else self._process.ending())
        finally:
            self._depth -= 1
            self._deadline = before
        if isinstance(error, StopIteration) and (operation, *args[:1]) != ("do", "next"):
            # Raised by a function, it would end a `map` in the check as if all were done.
            bases, line = ["builtins.RuntimeError"], getattr(error, "student_line", "")
            error = student_error(
                {"type": "StopIteration", "bases": bases, "text": str(error), "line": line}
            )
        # Not raised above: an OSError of the student's is none of the socket's.
        if error is not None:
            raise error
        return value

    def _read_reply(
        self, expected: bool, kind: Any, content: Any, table: codec.Table
    ) -> tuple[BaseException | None, Any]:
        """Return the exception that a call raised, or None, and what it returned."""
        if not expected:
            raise codec.CodecError("a reply to a request that was not made")
        if kind == "value":
            return None, content
        if kind == "same" and type(content) is int and 0 <= content < len(table.items):
            return None, table.items[content]
        if kind == "error":
            error = student_error(content)
            number = content.get("raised")
            if type(number) is int and 0 <= number < len(self._raised):
                error = self._raised[number]
            return error, None
        raise codec.CodecError("a reply of an unknown kind")

    # --- what the student's process asks

    def _answer(self, question: Any) -> None:
        """Let the student's code use a function or an object of the check."""
        if type(question) is not tuple or len(question) != 4:
            raise codec.CodecError("a question that is none")
        how, target, args, kwargs = question
        named = type(kwargs) is dict and all(type(name) is str for name in kwargs)
        if type(args) is not list or not named:
            raise codec.CodecError("a question with impossible arguments")
        try:
            answer = ("given", self._use(how, target, args, kwargs))
        except Exception as error:
            # Its traceback would keep the question alive, which may be large.
            answer = self._raise(error.with_traceback(None))
        try:
            frame = self._write(answer, codec.Table())
        except codec.CodecError as error:  # the student chose the arguments
            refusal = ValueError(f"what the check's function gives cannot be sent: {error}")
            frame = self._write(self._raise(refusal), codec.Table())
        self._send(frame)

    def _raise(self, error: Exception) -> tuple[str, dict[str, Any]]:
        """Return the answer that raises an error there, by which it comes back the same."""
        self._raised.append(error)
        return "raise", describe_error(error, len(self._raised) - 1)

    def _use(self, how: Any, target: Any, args: list, kwargs: dict) -> Any:
        own = any(target is offered for offered in self._offered)
        if own and how == "call" and callable(target):
            return target(*args, **kwargs)
        public = own and args and type(args[0]) is str and not args[0].startswith("_")
        if public and type(target).__module__ == "__main__":
            if how == "get" and len(args) == 1:
                return getattr(target, args[0])
            if how == "set" and len(args) == 2:
                return setattr(target, *args)
        raise AttributeError("a check's function or object does not offer this")

    # --- crossing

    def _refer(self, value: Any) -> codec.Ref:
        """Return the reference by which an object of the judge's crosses."""
        if isinstance(value, Remote):
            return codec.Ref("own", value._ref.id, value._ref.name)
        shared = _shared_name(value)
        if shared:
            return codec.Ref("import", 0, shared)
        own_class = type(value).__module__ == "__main__"
        if not callable(value) and not own_class:
            raise CannotCrossError(
                f"The check passes {kind_of(value)} to the student's code. Only plain "
                "data, arrays, functions, records of goodpractice and objects of classes that "
                "the check defines can be passed."
            )
        if id(value) not in self._offers:
            self._offers[id(value)] = len(self._offered)
            self._offered.append(value)
        kind = "callback" if callable(value) else "given"
        name = getattr(value, "__name__", type(value).__name__)
        return codec.Ref(kind, self._offers[id(value)], name)

    def _resolve(self, ref: codec.Ref) -> Any:
        """Return the stand-in for an object of the student's, or an object of the judge's own."""
        if ref.kind in ("callback", "given") and ref.id < len(self._offered):
            return self._offered[ref.id]
        if ref.kind not in _STAND_INS:
            raise codec.CodecError("a reference of an unknown kind")
        key = (ref.kind, ref.id)
        if key not in self._stand_ins:
            if len(self._stand_ins) >= MAX_STAND_INS:
                raise codec.CodecError(f"it names more than {MAX_STAND_INS} objects")
            self._stand_ins[key] = _STAND_INS[ref.kind](self, ref)
        return self._stand_ins[key]

    def _write_request(self, message: Any, table: codec.Table) -> bytes:
        try:
            return self._write(message, table)
        except codec.CodecError as error:
            self.blame_check(f"The check passes something that cannot cross: {error}.")

    def _write(self, message: Any, table: codec.Table) -> bytes:
        try:
            return codec.dumps(message, refer=self._refer, table=table)
        except CannotCrossError as error:
            self.blame_check(str(error))

    def _send(self, frame: bytes) -> None:
        sock = self._process.socket
        sock.settimeout(self._left())
        sock.sendall(HEADER.pack(len(frame)) + frame)

    def _receive(self) -> tuple:
        (length,) = HEADER.unpack(self._read(HEADER.size))
        self._received += length
        if length > codec.MAX_FRAME_BYTES or self._received > MAX_RECEIVED_BYTES:
            raise codec.CodecError("it sent more than any answer needs")
        try:
            message = codec.loads(self._read(length), resolve=self._resolve)
        except MemoryError:
            raise codec.CodecError("it asks for more memory than the judge gives") from None
        if type(message) is not tuple or len(message) != 4:
            raise codec.CodecError("a reply that is none")
        # An array compares with anything, and the result has no truth.
        if type(message[0]) is not int or type(message[1]) is not str:
            raise codec.CodecError("a reply without a number and a kind")
        return message

    def _read(self, length: int) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            self._process.socket.settimeout(self._left())
            part = self._process.socket.recv(min(length - len(parts), 1 << 20))
            if not part:
                raise ConnectionError
            parts += part
        return bytes(parts)

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _wait_for_start(self) -> None:
        """Read the greeting, which comes before any student code can run."""
        if self._started:
            return
        self._deadline = time.monotonic() + START_SECONDS
        try:
            self._receive()
        except (OSError, codec.CodecError) as error:
            if not self._process.first:  # the sandbox did work
                self._process.ending()
            raise SandboxUnavailable(
                "Python did not start in the sandbox, which is no student's fault. It said: "
                f"{self._process.complaint() or type(error).__name__}"
            ) from error
        self._deadline = self._end
        self._started = True

    # --- ends

    def lateness(self, seconds: float) -> str:
        """Say which time is over: the submission's, the check's or the call's own seconds."""
        now = time.monotonic()
        if now >= self._end:
            return self.out_of_time
        if now >= self.check_end:
            return "kept the check busy for too long"
        return f"ran longer than {seconds:g} s"

    def _stop(self, reason: str) -> NoReturn:
        self.stopped = reason
        raise StudentStopped(reason) from None

    def refuse_reply(self, reason: str) -> NoReturn:
        """Stop, because of what the student's process sent."""
        self.broken = True
        self._stop(f"sent what no answer sends: {reason}")

    def blame_check(self, text: str) -> None:
        """Stop, because of a mistake of the lesson's author."""
        self.fault = self.stopped = text
        raise CannotCrossError(text) from None


def _apply(changes: Any, table: codec.Table) -> None:
    """Copy what a call changed into the objects that were passed to it."""
    if type(changes) is not list:
        raise codec.CodecError("a list of changes that is none")
    for change in changes:
        if type(change) is not tuple or len(change) != 2 or type(change[0]) is not int:
            raise codec.CodecError("a change that is none")
        index, content = change
        if not 0 <= index < len(table.items):
            raise codec.CodecError("a change of something that was not passed")
        _overwrite(table.items[index], content)


def _overwrite(target: Any, content: Any) -> None:
    if type(content) is codec.Opaque:  # nothing is known of what it became
        return
    if type(content) is not type(target):
        raise codec.CodecError("an argument became another type")
    if isinstance(target, list):
        target[:] = content
    elif isinstance(target, np.ndarray):
        if target.size != content.size or target.dtype.kind != content.dtype.kind:
            raise codec.CodecError("an array became another size or dtype")
        with contextlib.suppress(ValueError):  # not every view can take every shape
            target.resize(content.shape, refcheck=False)
        if target.flags.writeable:
            target[...] = content.reshape(target.shape)
    elif isinstance(target, np.random.Generator):
        target.bit_generator.state = content.bit_generator.state
    else:
        own = target if isinstance(target, dict) else vars(target)
        new = content if isinstance(content, dict) else vars(content)
        own.clear()
        own.update(new)


def _shared_name(value: Any) -> str:
    """Return ``module:name`` of a function or class that both processes can import."""
    module = "numpy" if isinstance(value, np.ufunc) else getattr(value, "__module__", None)
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if type(module) is not str or type(name) is not str or module not in sys.modules:
        return ""
    if module.partition(".")[0] not in _SHARED:
        return ""
    try:
        found = operator.attrgetter(name)(sys.modules[module])
    except AttributeError:
        return ""
    return f"{module}:{name}" if found is value else ""


# --- services of goodpractice.checks ---------------------------------------------------


class RemoteServices:
    """What the checks ask of the process that the student's code runs in.

    Parameters
    ----------
    session : callable
        Returns the session that is in use.
    reader : callable
        Returns a new session beside it, in which no cell has run.
    """

    def __init__(self, session: Callable[[], Session], reader: Callable[[], Session]) -> None:
        self._session = session
        self._reader = reader

    def forbid(self, names: Sequence[str]) -> None:
        """Make sure that the process was made without these names."""
        missing = sorted(set(names) - self._session().forbidden)
        if missing:
            self._session().blame_check(
                f"forbidden() must name {missing[0]} as a literal text in the check."
            )

    def allow(self, names: Sequence[str]) -> None:
        """Do nothing: the whole process goes without these names."""

    def count_lines(self, func: Callable, args: tuple) -> int | None:
        """Return nothing: the process that could tell is the student's."""
        return None

    def watch_file(self, func: Callable, args: tuple, path: str) -> tuple[Any, list[Step]]:
        """Return what the student's process says of the file: its word, in the right form."""
        session = self._session()
        said = session.request("watch", func, list(args), path)
        if not (isinstance(said, list) and len(said) == 2 and _are_steps(said[1])):
            session.refuse_reply("a record of files that is none")
        return said[0], said[1]

    def shared_parts(self, func: Callable, args: tuple, n_calls: int) -> tuple[list, list[Shared]]:
        """Return what the student's process says of its objects: its word, in the right form."""
        session = self._session()
        said = session.request("share", func, list(args), n_calls)
        right = isinstance(said, list) and len(said) == 2 and type(said[0]) is list
        n_roots = len(args) + n_calls
        if not (right and len(said[0]) == n_calls and _are_shared(said[1], n_roots)):
            session.refuse_reply("a record of objects that is none")
        return said[0], said[1]

    def read_pickle(self, path: str) -> Any:
        """Let a new process load it: it knows nothing but what is in the file."""
        return self._ask_reader("read pickle", path)

    def list_folder(self, path: str) -> list[str]:
        """Let a new process list it."""
        return self._ask_reader("list folder", path)

    def _ask_reader(self, operation: str, path: str) -> Any:
        with contextlib.closing(self._reader()) as reader:
            try:
                return reader.request(operation, path)
            except StudentStopped as stop:  # a pickle can run any code
                raise ValueError(f"{path} cannot be read: reading it {stop}") from None


def _are_steps(value: Any) -> bool:
    kinds = (str, str, int, int, bool)
    return (
        type(value) is list
        and value != []
        and all(type(step) is tuple and tuple(map(type, step)) == kinds for step in value)
    )


def _are_shared(value: Any, n_roots: int) -> bool:
    return type(value) is list and all(
        type(part) is tuple
        and len(part) == 3
        and all(_is_place(place, n_roots) for place in part[:2])
        and type(part[2]) is str
        for part in value
    )


def _is_place(value: Any, n_roots: int) -> bool:
    whole = type(value) is tuple and tuple(map(type, value)) == (int, str)
    return whole and 0 <= value[0] < n_roots
