"""A model in a file: written whole or not at all, and read without trusting it.

A checkpoint holds all that a training needs to go on as if it had never stopped: architecture,
weights, the states of optimizer and random generator, epoch and history, and what callbacks
such as `EarlyStopping` have to remember.

The file is an ordinary pickle of plain data and NumPy arrays, followed by its SHA-256 digest.
Whoever trusts a file can look into it with `pickle.load`, which ignores what follows.

*Writing.* A program that is killed while it writes leaves half a file. So `save_checkpoint`
writes a file of another name, waits until the disk has it, and only then gives it the right
name. To rename is one step for the operating system: at every moment the name belongs to the
old file or to the new one.

*Reading.* A pickle is a program for a small machine with a stack. Python's machine can call any
function that the program names, so to load a stranger's file is to run a stranger's program. The
machine here, `_RestrictedUnpickler`, knows the few instructions that plain data need, calls
nothing that the file names, and counts before it takes memory.
"""

from __future__ import annotations

import hashlib
import io
import math
import os
import pickle
import pickletools
import re
import secrets
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np

from ._validation import check_choice, check_keys, check_path, kind_of, with_article
from .callbacks import History
from .neural_network import MLPClassifier

__all__ = [
    "Checkpoint",
    "CheckpointError",
    "best_checkpoint",
    "list_checkpoints",
    "load_checkpoint",
    "save_checkpoint",
]

_SUFFIX = ".ckpt"
_FORMAT = "goodpractice checkpoint 2"
_DIGEST_SIZE = hashlib.sha256().digest_size

# Enough for any lesson, too little to do harm: what comes from outside must not fill the memory.
_MAX_BYTES = 128 << 20
_MAX_VALUES = 1_000_000
_MAX_INSTRUCTIONS = 2 * _MAX_VALUES
_MAX_DEPTH = 16
_MAX_INT_BITS = 2000
_MAX_DIMENSIONS = 32
_MAX_UNICODE = 0x10FFFF

# Booleans, integers, floats and strings; not "U0", of which an array has any size for no bytes.
_DTYPE = re.compile(r"b1|[iu][1248]|f[248]|U[1-9][0-9]{0,5}")


class CheckpointError(ValueError):
    """A file is not a checkpoint, or a damaged one; the text says which file and why.

    Examples
    --------
    >>> load_checkpoint("no_such_file.ckpt")
    Traceback (most recent call last):
        ...
    goodpractice.checkpoint.CheckpointError: no_such_file.ckpt cannot be read: ...
    """


@dataclass(frozen=True)
class Checkpoint:
    """What `load_checkpoint` found in a file.

    Attributes
    ----------
    model : MLPClassifier
        The model, which goes on training bit for bit as the saved one would.
    history : History
        The history that was saved with it; `model.history_` if none was given.
    extra : dict of str to object
        What else was saved.

    Examples
    --------
    >>> import tempfile
    >>> model = MLPClassifier(max_epochs=2, random_state=0).fit([[0.0], [1.0]], [0, 1])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     checkpoint = load_checkpoint(save_checkpoint(f"{folder}/model.ckpt", model))
    >>> checkpoint.epoch, checkpoint.history.epochs
    (2, [1, 2])
    """

    model: MLPClassifier
    history: History
    extra: dict[str, Any]

    @property
    def epoch(self) -> int:
        """How many epochs the model has been trained."""
        return self.model.epoch_


# --- Saving and loading ------------------------------------------------------------------------


def save_checkpoint(
    path: str | os.PathLike[str],
    model: MLPClassifier,
    *,
    history: History | None = None,
    **extra: Any,
) -> Path:
    """Save a model and all that its training needs to go on.

    A file of that name is replaced, in one step: whatever interrupts the saving, the name
    belongs to the old checkpoint or to the new one, and either is whole.

    Parameters
    ----------
    path : str or path-like
        The name of the file, by custom with the suffix ``.ckpt``. Its folder is made if it is
        missing.
    model : MLPClassifier
        A fitted model.
    history : History, optional
        The history of a training loop written by hand. `fit` leaves its own in the model, where
        it is saved anyway.
    **extra : object
        What else to keep, by name: None, numbers, strings, lists, tuples, dicts with keys of
        type str, and arrays of numbers, booleans or strings.

    Returns
    -------
    Path
        The name of the file.

    Raises
    ------
    ValueError
        If the model is not fitted or could not be loaded again, for example because its weights
        are NaN, or if something is no plain data. A checkpoint that was there stays.
    OSError
        If the file cannot be written. A checkpoint that was there stays.

    Notes
    -----
    Equal models make equal files, byte for byte. A process that is killed can leave its
    temporary file ``.<random>.tmp`` in the folder; it may be deleted.

    Examples
    --------
    >>> import tempfile
    >>> model = MLPClassifier((), max_epochs=3, random_state=0).fit([[0.0], [1.0]], [0, 1])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = save_checkpoint(f"{folder}/model.ckpt", model, note="a first try")
    ...     checkpoint = load_checkpoint(path)
    >>> checkpoint.epoch, checkpoint.extra
    (3, {'note': 'a first try'})
    """
    path = check_path(path, "path")
    if not isinstance(model, MLPClassifier):
        raise ValueError(f"model is {kind_of(model)}; wanted a fitted MLPClassifier.")
    if history is not None and not isinstance(history, History):
        raise ValueError(f"history is {kind_of(history)}; wanted a History or None.")
    body = pickle.dumps(_to_contents(model, history, extra), protocol=5)
    content = body + hashlib.sha256(body).digest()
    if len(content) > _MAX_BYTES:
        raise ValueError(
            f"The checkpoint has {len(content)} bytes; wanted at most {_MAX_BYTES}, the most "
            "that load_checkpoint reads."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_atomically(path, content)
    return path


def load_checkpoint(path: str | os.PathLike[str]) -> Checkpoint:
    """Load a checkpoint from a file that may come from anybody.

    Nothing in the file is run, and the memory that it can take is limited.

    Parameters
    ----------
    path : str or path-like
        The name of the file.

    Returns
    -------
    Checkpoint
        The model, the history and what else was saved.

    Raises
    ------
    CheckpointError
        If there is no such file, or it is not one that `save_checkpoint` writes, down to the
        last bit.

    Notes
    -----
    To go on with a training, call ``fit`` with ``resume=True``, or ``partial_fit``.

    The digest tells of damage, not of malice: anybody can compute one. Against malice stands
    the restricted unpickler.

    Examples
    --------
    >>> import tempfile
    >>> X, y = [[0.0], [1.0]], [0, 1]
    >>> model = MLPClassifier((4,), max_epochs=3, random_state=0).fit(X, y)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     loaded = load_checkpoint(save_checkpoint(f"{folder}/model.ckpt", model)).model
    >>> loaded.partial_fit(X, y).loss(X, y) == model.partial_fit(X, y).loss(X, y)
    True

    >>> import os, pathlib, pickle
    >>> class Hostile:
    ...     def __reduce__(self):
    ...         return os.system, ("echo this could have been anything",)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "model.ckpt")
    ...     _ = path.write_bytes(pickle.dumps(Hostile()))
    ...     load_checkpoint(path)
    Traceback (most recent call last):
        ...
    goodpractice.checkpoint.CheckpointError: ...model.ckpt cannot be loaded: ...
    """
    path = check_path(path, "path")
    content = _read(path)
    try:
        return _from_contents(_RestrictedUnpickler(_without_digest(content)).load())
    except Exception as error:  # one error, whatever it is that a damaged file brings about
        reason = (str(error) or type(error).__name__)[:300]
        raise CheckpointError(f"{path} cannot be loaded: {reason}") from error


def list_checkpoints(folder: str | os.PathLike[str]) -> list[Path]:
    """Return the checkpoints in a folder, earlier epochs first.

    Parameters
    ----------
    folder : str or path-like
        The folder of a run.

    Returns
    -------
    list of Path
        Every file with the suffix ``.ckpt``, in the order of their names. Numbers count as
        numbers: ``epoch_9.ckpt`` comes before ``epoch_10.ckpt``. No file is opened.

    Raises
    ------
    CheckpointError
        If there is no such folder.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("epoch_10.ckpt", "epoch_9.ckpt", "notes.txt"):
    ...         pathlib.Path(folder, name).touch()
    ...     [path.name for path in list_checkpoints(folder)]
    ['epoch_9.ckpt', 'epoch_10.ckpt']
    """
    folder = check_path(folder, "folder")
    if not folder.is_dir():
        raise CheckpointError(f"{folder} is not a folder; wanted the folder of a run.")
    paths = [path for path in folder.iterdir() if path.suffix == _SUFFIX and path.is_file()]
    return sorted(paths, key=_natural_order)


def best_checkpoint(
    folder: str | os.PathLike[str], monitor: str = "val_loss", *, mode: str = "min"
) -> Path:
    """Return the checkpoint whose model had the best value of a metric.

    Parameters
    ----------
    folder : str or path-like
        The folder of a run.
    monitor : str, default "val_loss"
        The metric. Its value is the one that the history of the checkpoint has for the epoch of
        the checkpoint; a checkpoint whose epoch was not evaluated, or whose value is NaN, does
        not count.
    mode : {"min", "max"}, default "min"
        Whether small values are good, as of a loss, or large ones, as of an accuracy.

    Returns
    -------
    Path
        The best one; of equally good ones the first.

    Raises
    ------
    CheckpointError
        If a checkpoint cannot be loaded, or none has a value of that metric.
    ValueError
        If `mode` is unknown.

    Examples
    --------
    >>> import tempfile
    >>> from goodpractice.callbacks import ModelCheckpoint
    >>> model = MLPClassifier((), learning_rate=0.1, max_epochs=20, random_state=0)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = model.fit([[0.0], [1.0]], [0, 1], callbacks=[ModelCheckpoint(folder, every=5)])
    ...     best_checkpoint(folder, "loss").name
    'epoch_000020.ckpt'
    """
    check_choice(mode, "mode", ("min", "max"))
    sign = 1 if mode == "min" else -1
    best, best_score, known = None, math.inf, set()
    for path in list_checkpoints(folder):
        checkpoint = load_checkpoint(path)
        epochs, metrics = checkpoint.history.epochs, checkpoint.history.history
        known |= metrics.keys()
        if monitor not in metrics or checkpoint.epoch not in epochs:
            continue
        score = sign * metrics[monitor][epochs.index(checkpoint.epoch)]
        if score < best_score or (best is None and score == best_score):
            best, best_score = path, score
    if best is None:
        raise CheckpointError(
            f"{folder} has no checkpoint with a value of {monitor!r} for its own epoch; "
            f"recorded: {', '.join(sorted(known)) or 'none'}."
        )
    return best


def _natural_order(path: Path) -> list[tuple[int, str]]:
    """Return a sort key by which epoch_9 comes before epoch_10."""
    parts = re.split(r"([0-9]+)", path.name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


# --- What is in a checkpoint -------------------------------------------------------------------


def _to_contents(
    model: MLPClassifier, history: History | None, extra: dict[str, Any]
) -> dict[str, Any]:
    """Return the plain data of a checkpoint, of which it is certain that they can be loaded."""
    state = model.get_state()
    if state["weights"] is None:
        raise ValueError("model is not fitted yet; call fit(X, y) before it is saved.")
    contents = _PlainData().check(
        {
            "format": _FORMAT,
            "model": state,
            "callbacks": model.callback_states_,
            "history": None if history is None else history.get_state(),
            "extra": extra,
        },
        "checkpoint",
    )
    try:
        MLPClassifier.from_state(contents["model"])
    except ValueError as error:
        raise ValueError(f"model could not be loaded again: {error}") from error
    return contents


def _from_contents(contents: Any) -> Checkpoint:
    if type(contents) is dict and contents.get("format", _FORMAT) != _FORMAT:
        raise CheckpointError(f"its format is not {_FORMAT!r}.")
    check_keys(contents, "its content", ("format", "model", "callbacks", "history", "extra"))
    for name in ("callbacks", "extra"):
        if type(contents[name]) is not dict:
            raise CheckpointError(f"its {name} is not a dict.")
    model = MLPClassifier.from_state(contents["model"])
    if not hasattr(model, "epoch_"):
        raise CheckpointError("its model is not fitted.")
    # Plain data, as all that is in the file; a callback that uses it checks it.
    model.callback_states_ = contents["callbacks"]
    history = contents["history"]
    return Checkpoint(
        model=model,
        history=model.history_ if history is None else History.from_state(history),
        extra=contents["extra"],
    )


class _PlainData:
    """Checks that values are plain data, of a size and a depth that can be loaded again."""

    def __init__(self, max_values: int = _MAX_VALUES) -> None:
        self.max_values = max_values
        self.n_values = 0

    def check(self, value: Any, name: str, depth: int = 0) -> Any:
        """Return the value with NumPy's scalars as Python's, and no list or dict shared.

        Strings are interned and arrays made contiguous, so that equal data make equal pickles.
        """
        self.n_values += 1
        if self.n_values > self.max_values:
            raise ValueError(f"{name} comes after {self.max_values} values; wanted no more.")
        if depth > _MAX_DEPTH:
            raise ValueError(f"{name} is nested more than {_MAX_DEPTH} levels deep.")
        if isinstance(value, np.generic) and _DTYPE.fullmatch(value.dtype.str[1:]):
            value = value.item()
        kind = type(value)
        if kind is float or value is None or kind is bool:
            return value
        if kind is str:
            return sys.intern(value)
        if kind is int and value.bit_length() <= _MAX_INT_BITS:
            return value
        if kind in (list, tuple):
            return kind([self.check(item, name, depth + 1) for item in value])
        if kind is dict and all(type(key) is str for key in value):
            return {
                sys.intern(key): self.check(item, f"{name}[{key[:40]!r}]", depth + 1)
                for key, item in value.items()
            }
        if kind is np.ndarray and _DTYPE.fullmatch(value.dtype.str[1:]):
            return _in_standard_form(value)
        raise ValueError(
            f"{name} holds {with_article(kind.__name__)}"
            f"{f' of {value.dtype}' if kind is np.ndarray else ''}; wanted plain data: None, "
            "bool, int of moderate size, float, str, list, tuple, dict with keys of type str, "
            "and arrays of numbers, booleans or strings."
        )


def _in_standard_form(array: np.ndarray) -> np.ndarray:
    """Return an array in this machine's byte order, contiguous and writeable."""
    array = array.astype(array.dtype.newbyteorder("="), order="C", copy=False)
    return array if array.flags.writeable else array.copy()


# --- Files -------------------------------------------------------------------------------------


def _write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that its name belongs to the old or the new content at every moment."""
    # In the same folder: a file cannot be renamed from one disk to another in one step.
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(content)
            file.flush()  # from Python to the operating system
            os.fsync(file.fileno())  # and on to the disk
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)  # the new name as well must reach the disk


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows cannot do it
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> bytes:
    """Return the bytes of a file; look at what it is and at its size before it is opened."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise CheckpointError(f"{path} is not a file.")
        if status.st_size > _MAX_BYTES:
            raise CheckpointError(
                f"{path} has {status.st_size} bytes; wanted at most {_MAX_BYTES}."
            )
        with open(path, "rb") as file:
            return file.read(status.st_size)
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte
        if isinstance(error, CheckpointError):
            raise
        raise CheckpointError(f"{path} cannot be read: {error}.") from error


def _without_digest(content: bytes) -> bytes:
    body, digest = content[:-_DIGEST_SIZE], content[-_DIGEST_SIZE:]
    if hashlib.sha256(body).digest() != digest:
        raise CheckpointError(
            "it is damaged, or no checkpoint: the digest at its end is not that of its content."
        )
    return body


# --- The restricted unpickler ------------------------------------------------------------------


class _Recipe(Enum):
    """What a file may name. It is never looked up: the machine has its own way to make it."""

    ARRAY = ("numpy._core.numeric", "_frombuffer")
    DTYPE = ("numpy", "dtype")


_RECIPES = frozenset(recipe.value for recipe in _Recipe)


@dataclass
class _DType:
    """A dtype that is being made: its code, then its byte order."""

    code: str
    order: str | None = None


class _RestrictedUnpickler:
    """A machine that runs the pickles of plain data and of arrays, and no other program.

    An instruction takes its operands from the stack and pushes its result. Those that open a
    list of operands put the stack aside (``MARK``). The memo holds values that are used again.

    Parameters
    ----------
    program : bytes
        A pickle of protocol 5, or anything else.
    """

    def __init__(self, program: bytes) -> None:
        self.program = program
        self.stack: list[Any] = []
        self.put_aside: list[list[Any]] = []
        self.memo: list[Any] = []
        self.array_bytes_left = len(program)

    def load(self) -> Any:
        """Run the program and return the one value that it makes.

        Raises
        ------
        CheckpointError
            If the program has an unknown instruction, is too long, or makes something else.
        Exception
            Of any other type if it makes no sense, such as an IndexError.
        """
        file = io.BytesIO(self.program)
        for _ in range(_MAX_INSTRUCTIONS):
            name, operand = _read_instruction(file)
            _INSTRUCTIONS[name](self, operand)
            if name == "STOP":
                break
        else:
            raise CheckpointError("it has too many instructions.")
        if file.read(1) or len(self.stack) != 1 or self.put_aside:
            raise CheckpointError("it does not end where its content does.")
        # A value is at least a byte of an honest program. What has more names one list many
        # times, which would be copied as often.
        max_values = min(_MAX_VALUES, len(self.program))
        return _PlainData(max_values).check(self.stack[0], "its content")

    # --- instructions, each with the operand that stands in the program

    def stop(self, operand: None) -> None:
        """Do nothing: it is the last instruction."""

    def frame(self, operand: int) -> None:
        """Do nothing: a frame says how many bytes to read at once, and all are read."""
        if operand > len(self.program):
            raise CheckpointError("it has a frame that is longer than the file.")

    def protocol(self, operand: int) -> None:
        if operand != 5:
            raise CheckpointError(f"its pickle has protocol {operand}; wanted 5.")

    def push(self, operand: Any) -> None:
        self.stack.append(operand)

    def mark(self, operand: None) -> None:
        self.put_aside.append(self.stack)
        self.stack = []

    def operands(self) -> list[Any]:
        """Return what was pushed since the last mark, and go back to the stack before it."""
        items, self.stack = self.stack, self.put_aside.pop()
        return items

    def tuple_since_mark(self, operand: None) -> None:
        items = self.operands()
        self.stack.append(tuple(items))

    def memoize(self, operand: None) -> None:
        self.memo.append(self.stack[-1])

    def get(self, operand: int) -> None:
        self.stack.append(self.memo[operand])

    def append(self, operand: None) -> None:
        item = self.stack.pop()
        self.target(list).append(item)

    def appends(self, operand: None) -> None:
        items = self.operands()
        self.target(list).extend(items)

    def set_item(self, operand: None) -> None:
        key, value = self.pop(2)
        self.set_pairs([key, value])

    def set_items(self, operand: None) -> None:
        self.set_pairs(self.operands())

    def set_pairs(self, items: list[Any]) -> None:
        # Only strings: Python hashes nested tuples by recursion without a limit.
        if len(items) % 2 or any(type(key) is not str for key in items[::2]):
            raise CheckpointError("it has a dict whose keys are not strings.")
        self.target(dict).update(zip(items[::2], items[1::2], strict=True))

    def name(self, operand: None) -> None:
        """Push what two strings name, if it is one of two things."""
        module, name = self.pop(2)
        # Strings first: to look something up is to hash it, and see `set_pairs`.
        if type(module) is not str or type(name) is not str:
            raise CheckpointError("it names something with what is no string.")
        if (module, name) not in _RECIPES:
            raise CheckpointError(f"it names {module[:40]}.{name[:40]}; wanted plain data alone.")
        self.stack.append(_Recipe((module, name)))

    def call(self, operand: None) -> None:
        """Make a dtype or an array."""
        recipe, arguments = self.pop(2)
        if type(recipe) is not _Recipe or type(arguments) is not tuple:
            raise CheckpointError("it calls something that is no function.")
        make = self.make_array if recipe is _Recipe.ARRAY else self.make_dtype
        self.stack.append(make(*arguments))

    def make_dtype(self, code: Any, align: Any, copy: Any) -> _DType:
        if type(code) is not str or not _DTYPE.fullmatch(code):
            raise CheckpointError("it has a dtype that is not of numbers, booleans or strings.")
        return _DType(code)

    def build(self, operand: None) -> None:
        """Give a dtype its byte order."""
        (state,) = self.pop(1)
        if type(state) is not tuple or len(state) != 8:
            raise CheckpointError("it has a dtype whose state is wrong.")
        order = state[1]
        if type(order) is not str or order not in ("<", ">", "|") or any(state[2:5]):
            raise CheckpointError("it has a dtype that is not a simple one.")
        self.target(_DType).order = order

    def make_array(self, buffer: Any, dtype: Any, shape: Any, order: Any) -> np.ndarray:
        if type(buffer) is not bytearray or type(dtype) is not _DType or dtype.order is None:
            raise CheckpointError("it has an array that is not made from bytes and a dtype.")
        if type(shape) is not tuple or len(shape) > _MAX_DIMENSIONS or order != "C":
            raise CheckpointError("it has an array whose shape is wrong.")
        if any(type(n) is not int or not 0 <= n <= _MAX_BYTES for n in shape):
            raise CheckpointError("it has an array whose shape is wrong.")
        dtype = np.dtype(dtype.order + dtype.code)
        # Counted before any memory is taken: a program cannot ask for more than it brought.
        if math.prod(shape) * dtype.itemsize != len(buffer):
            raise CheckpointError("it has an array with more or fewer bytes than its shape.")
        self.array_bytes_left -= len(buffer)
        if self.array_bytes_left < 0:
            raise CheckpointError("it has arrays that use the same bytes twice.")
        _refuse_impossible_elements(buffer, dtype)
        return _in_standard_form(np.ndarray(shape, dtype, buffer))

    # --- helpers

    def pop(self, n: int) -> tuple[Any, ...]:
        """Return the n topmost values, the lowest first."""
        if len(self.stack) < n:
            raise CheckpointError("it takes a value from an empty stack.")
        values = tuple(self.stack[-n:])
        del self.stack[-n:]
        return values

    def target(self, kind: type) -> Any:
        """Return the topmost value, which must have exactly that type."""
        if type(self.stack[-1]) is not kind:
            raise CheckpointError("it changes a value in a way that it does not have.")
        return self.stack[-1]


def _read_instruction(file: io.BytesIO) -> tuple[str, Any]:
    """Return the name of the next instruction and its operand, if it is a known one."""
    position, code = file.tell(), file.read(1)
    instruction = pickletools.code2op.get(code.decode("latin-1"))
    if not code:
        raise CheckpointError("it ends before its last instruction.")
    if instruction is None:
        raise CheckpointError(f"its byte {position} is {code!r}; wanted an instruction.")
    if instruction.name not in _INSTRUCTIONS:  # then its operand is not even read
        raise CheckpointError(
            f"its byte {position} is the instruction {instruction.name}, which no checkpoint "
            "needs."
        )
    return instruction.name, instruction.arg.reader(file) if instruction.arg else None


def _refuse_impossible_elements(buffer: bytearray, dtype: np.dtype) -> None:
    """Refuse bytes that are no boolean and numbers that are no character."""
    if dtype.kind == "b" and buffer and np.frombuffer(buffer, np.uint8).max() > 1:
        raise CheckpointError("it has an array of booleans other than 0 and 1.")
    if dtype.kind == "U" and buffer:
        characters = np.frombuffer(buffer, np.dtype(np.uint32).newbyteorder(dtype.byteorder))
        if characters.max() > _MAX_UNICODE:
            raise CheckpointError("it has an array of strings with impossible characters.")


def _constant(make: Callable[[], Any]) -> Callable[[_RestrictedUnpickler, Any], None]:
    return lambda machine, operand: machine.push(make())


def _tuple_of(n: int) -> Callable[[_RestrictedUnpickler, Any], None]:
    return lambda machine, operand: machine.push(machine.pop(n))


_push = _RestrictedUnpickler.push

# Everything that Python's pickle writes, with protocol 5, for plain data and contiguous arrays.
_INSTRUCTIONS: dict[str, Callable[[_RestrictedUnpickler, Any], None]] = {
    "PROTO": _RestrictedUnpickler.protocol,
    "FRAME": _RestrictedUnpickler.frame,
    "STOP": _RestrictedUnpickler.stop,
    "MARK": _RestrictedUnpickler.mark,
    "NONE": _constant(lambda: None),
    "NEWTRUE": _constant(lambda: True),
    "NEWFALSE": _constant(lambda: False),
    "EMPTY_TUPLE": _constant(tuple),
    "EMPTY_LIST": _constant(list),
    "EMPTY_DICT": _constant(dict),
    "BININT": _push,
    "BININT1": _push,
    "BININT2": _push,
    "LONG1": _push,
    "BINFLOAT": _push,
    "SHORT_BINUNICODE": _push,
    "BINUNICODE": _push,
    "BYTEARRAY8": _push,
    "TUPLE": _RestrictedUnpickler.tuple_since_mark,
    "TUPLE1": _tuple_of(1),
    "TUPLE2": _tuple_of(2),
    "TUPLE3": _tuple_of(3),
    "APPEND": _RestrictedUnpickler.append,
    "APPENDS": _RestrictedUnpickler.appends,
    "SETITEM": _RestrictedUnpickler.set_item,
    "SETITEMS": _RestrictedUnpickler.set_items,
    "MEMOIZE": _RestrictedUnpickler.memoize,
    "BINGET": _RestrictedUnpickler.get,
    "LONG_BINGET": _RestrictedUnpickler.get,
    "STACK_GLOBAL": _RestrictedUnpickler.name,
    "REDUCE": _RestrictedUnpickler.call,
    "BUILD": _RestrictedUnpickler.build,
}
