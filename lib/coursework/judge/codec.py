"""What may cross between the judge and a student's process, and how it looks as bytes.

A frame is a value written in prefix order as a run of msgpack scalars: a container is a tag, a
count and its items. So msgpack never builds a structure, and every limit on depth, number and
size is checked here, item by item, before memory is taken. Nothing that comes in is ever run:
no pickle, no dtype that is not in a fixed list, no class that is not in a fixed list.

Both processes import this module; it needs NumPy and msgpack alone.
"""

from __future__ import annotations

import importlib
import math
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgpack
import numpy as np

__all__ = ["CodecError", "Opaque", "Ref", "Table", "dumps", "loads", "no_reference"]

MAX_FRAME_BYTES = 64 << 20
MAX_DEPTH = 40
MAX_NODES = 200_000
# A record is made again by the library: its few bytes may ask for work and memory.
MAX_RECORDS = 200
# What the arguments of a call, written with a table, may have beside what came as an answer.
SPARE_DEPTH, SPARE_NODES = 10, 10_000
MAX_DIMENSIONS = 32
# An array without elements needs no bytes, and its rows are not free to walk or to show.
MAX_EMPTY = 1 << 16
MAX_INT_BYTES = 512
# A dict whose keys collide costs the square of its size to build.
MAX_KEYS = 256
MAX_NAME = 200

# Classes of goodpractice that cross as plain state, each with the module that it lives in.
RECORDS = {
    "History": "goodpractice.callbacks",
    "MLPClassifier": "goodpractice.neural_network",
    "Pipeline": "goodpractice.preprocessing",
    "PolynomialFeatures": "goodpractice.preprocessing",
    "StandardScaler": "goodpractice.preprocessing",
}

_DTYPES = frozenset(np.dtype(code).newbyteorder("<").str for code in "?bhilqBHILQefdgFDG")
_TEXT_DTYPE = re.compile(r"(?:<U|\|S)([1-9][0-9]{0,5})")
_PLAIN = frozenset((type(None), bool, float, str))
_MUTABLE = frozenset((list, dict, np.ndarray, np.random.Generator))


class CodecError(ValueError):
    """A value cannot cross, or a frame is not one; the text says why."""


@dataclass(frozen=True)
class Ref:
    """Something that stays in the process that owns it.

    Attributes
    ----------
    kind : str
        What it is, so that the other side knows which stand-in to make.
    id : int
        Its number in its owner's list.
    name : str
        Name of the function, class or type.
    """

    kind: str
    id: int
    name: str


@dataclass(frozen=True, eq=False)
class Opaque:
    """A value that did not cross: all that is known of it is the name of its type.

    So it is equal to nothing but itself.
    """

    type_name: str


@dataclass
class Table:
    """The lists, dicts, arrays, generators and records of a call's arguments, in order.

    Both sides number them alike, so that a reply can say which of them changed.
    """

    items: list[Any] = field(default_factory=list)
    _index: dict[int, int] = field(default_factory=dict)

    def add(self, item: Any) -> None:
        """Give an object the next number."""
        self._index[id(item)] = len(self.items)
        self.items.append(item)

    def find(self, item: Any) -> int | None:
        """Return the number of an object, or None."""
        return self._index.get(id(item))


def dumps(
    value: Any, *, refer: Callable[[Any], Ref | Opaque], table: Table | None = None
) -> bytes:
    """Write a value as the bytes of a frame.

    Parameters
    ----------
    value : object
        Plain data, NumPy scalars and arrays, PCG64 generators, records of goodpractice.
        Types count exactly: a subclass never crosses as its base.
    refer : callable
        Called for everything else; returns what crosses instead.
    table : Table, optional
        Collects the mutable objects, and has each of them written once.

    Returns
    -------
    bytes

    Raises
    ------
    CodecError
        If the value is too large or too deep.

    Examples
    --------
    >>> frame = dumps({"a": (1, 2.5)}, refer=lambda value: Opaque(type(value).__name__))
    >>> loads(frame)
    {'a': (1, 2.5)}
    """
    writer = _Writer(refer, table)
    writer.write(value, 0)
    frame = writer.packer.bytes()
    if len(frame) > MAX_FRAME_BYTES:
        raise CodecError(f"it is larger than {MAX_FRAME_BYTES >> 20} MB")
    return frame


def no_reference(value: Any) -> Ref:
    """Refuse what does not cross by value: the `refer` of plain messages.

    Raises
    ------
    CodecError
        Always.
    """
    raise CodecError(f"{type(value).__name__} does not cross")


def loads(
    frame: bytes, *, resolve: Callable[[Ref], Any] | None = None, table: Table | None = None
) -> Any:
    """Read a value back from the bytes of a frame.

    Parameters
    ----------
    frame : bytes
        What `dumps` made, or anything that somebody else made.
    resolve : callable, optional
        Turns a `Ref` into the object or the stand-in for it. Without it, a `Ref` is refused.
    table : Table, optional
        Collects the mutable objects as `dumps` did. Without it, no object may stand twice.

    Raises
    ------
    CodecError
        For every frame that `dumps` does not make.
    """
    reader = _Reader(frame, resolve, table)
    value = reader.read(0)
    reader.finish()
    return value


# --- writing ---------------------------------------------------------------------------


class _Writer:
    def __init__(self, refer: Callable[[Any], Ref | Opaque], table: Table | None) -> None:
        self.packer = msgpack.Packer(autoreset=False, unicode_errors="surrogatepass")
        self.refer = refer
        self.table = table
        self.nodes = 0
        self.bytes = 0
        self.max_depth, self.max_nodes = _limits(table)

    def put(self, *tokens: Any) -> None:
        for token in tokens:
            self.packer.pack(token)

    def grow(self, size: int) -> None:
        self.bytes += size
        if self.bytes > MAX_FRAME_BYTES:
            raise CodecError(f"it is larger than {MAX_FRAME_BYTES >> 20} MB")

    def write(self, value: Any, depth: int) -> None:
        self.nodes += 1
        self.grow(9)
        if self.nodes > self.max_nodes:
            raise CodecError(f"it has more than {self.max_nodes} parts")
        if depth > self.max_depth:
            raise CodecError(f"it is nested more than {self.max_depth} deep")
        kind = type(value)
        if kind in _PLAIN:
            if kind is str:
                self.grow(4 * len(value))
            self.put(value)
        elif kind is int:
            self.write_int(value)
        elif kind in _MUTABLE or _is_record(value, kind):
            self.write_mutable(value, kind, depth)
        elif kind is tuple:
            self.write_items(b"(", value, depth)
        else:
            self.write_other(value, kind, depth)

    def write_int(self, value: int) -> None:
        if -(1 << 63) <= value < 1 << 64:
            self.put(value)
            return
        size = value.bit_length() // 8 + 1
        if size > MAX_INT_BYTES:
            raise CodecError(f"it holds an int of more than {MAX_INT_BYTES} bytes")
        self.put(b"I", value.to_bytes(size, "little", signed=True))

    def write_items(self, tag: bytes, items: list | tuple, depth: int) -> None:
        self.put(tag, len(items))
        for item in items:
            self.write(item, depth + 1)

    def write_mutable(self, value: Any, kind: type, depth: int) -> None:
        if self.table is not None:
            index = self.table.find(value)
            if index is not None:
                self.put(b"r", index)
                return
            self.table.add(value)
        if kind is list:
            self.write_items(b"[", value, depth)
        elif kind is dict:
            self.write_dict(value, depth)
        elif kind is np.ndarray:
            self.write_array(value)
        elif kind is np.random.Generator:
            self.write_generator(value)
        else:
            self.write_record(value, kind, depth)

    def write_dict(self, value: dict, depth: int) -> None:
        if len(value) > MAX_KEYS:
            raise CodecError(f"it is a dict of more than {MAX_KEYS} keys")
        self.put(b"{", len(value))
        for key, item in value.items():
            self.write(key, depth + 1)
            self.write(item, depth + 1)

    def write_array(self, array: np.ndarray) -> None:
        dtype = array.dtype
        if not _is_known(dtype.str):
            dtype = dtype.newbyteorder("<")
        if not _is_known(dtype.str) or array.ndim > MAX_DIMENSIONS:
            self.write_ref(self.refer(array))
            return
        if _is_vast(array.shape):
            raise CodecError("it holds an array of no elements and too many rows")
        self.grow(array.nbytes)
        writeable = bool(array.flags.writeable)
        self.put(b"a", dtype.str, writeable, array.ndim, *array.shape)
        self.put(array.astype(dtype, copy=False).tobytes())

    def write_generator(self, generator: np.random.Generator) -> None:
        bits = generator.bit_generator
        if type(bits) is not np.random.PCG64:
            self.write_ref(self.refer(generator))
            return
        state = bits.state
        inner = state["state"]
        self.put(b"g")
        for number in (inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]):
            self.write_int(int(number))

    def write_record(self, value: Any, kind: type, depth: int) -> None:
        self.put(b"p", kind.__name__)
        # The state is a copy made for this frame: nobody else holds its parts.
        table, self.table = self.table, None
        self.write(value.get_state(), depth + 1)
        self.table = table

    def write_other(self, value: Any, kind: type, depth: int) -> None:
        if kind is np.str_:
            self.grow(4 * len(value))
            self.put(b"u", str.__str__(value))
        elif issubclass(kind, np.generic) and np.dtype(kind).str in _DTYPES:
            self.put(b"s", value.dtype.str, value.tobytes())
        elif kind is complex:
            self.put(b"c", value.real, value.imag)
        elif kind in (Ref, Opaque):
            self.write_ref(value)
        else:
            self.write_ref(self.refer(value))

    def write_ref(self, ref: Ref | Opaque) -> None:
        if type(ref) is Opaque:
            self.put(b"o", ref.type_name[:MAX_NAME])
        else:
            self.put(b"h", ref.kind, ref.id, ref.name[:MAX_NAME])


def _is_record(value: Any, kind: type) -> bool:
    name = kind.__name__
    module = sys.modules.get(RECORDS.get(name, ""))
    if module is None or getattr(module, name, None) is not kind:
        return False
    # A pipeline with a step of another class, such as a student's own, stays where it is.
    return name != "Pipeline" or all(_is_record(step, type(step)) for _, step in value.steps)


def _limits(table: Table | None) -> tuple[int, int]:
    if table is None:
        return MAX_DEPTH, MAX_NODES
    return MAX_DEPTH + SPARE_DEPTH, MAX_NODES + SPARE_NODES


def _is_known(dtype: str) -> bool:
    return dtype in _DTYPES or _TEXT_DTYPE.fullmatch(dtype) is not None


# --- reading ---------------------------------------------------------------------------


class _Reader:
    def __init__(
        self, frame: bytes, resolve: Callable[[Ref], Any] | None, table: Table | None
    ) -> None:
        if len(frame) > MAX_FRAME_BYTES:
            raise CodecError(f"the frame is larger than {MAX_FRAME_BYTES >> 20} MB")
        self.size = len(frame)
        self.resolve = resolve
        self.table = table
        self.nodes = 0
        self.records = 0
        self.max_depth, self.max_nodes = _limits(table)
        # No arrays, maps or extensions: only scalars may stand in a frame.
        self.tokens = msgpack.Unpacker(
            max_buffer_size=max(self.size, 1),
            max_array_len=0,
            max_map_len=0,
            max_ext_len=0,
            unicode_errors="surrogatepass",
        )
        self.tokens.feed(frame)

    def token(self) -> Any:
        try:
            return next(self.tokens)
        except StopIteration:
            raise CodecError("the frame ends early") from None
        except Exception as error:  # msgpack raises many unrelated types
            raise CodecError(f"the frame is not msgpack: {type(error).__name__}") from None

    def finish(self) -> None:
        if self.tokens.tell() != self.size:
            raise CodecError("the frame goes on after its value")

    def number(self, largest: int) -> int:
        token = self.token()
        if type(token) is not int or not 0 <= token <= largest:
            raise CodecError(f"wanted a number from 0 to {largest}")
        return token

    def text(self, longest: int) -> str:
        token = self.token()
        if type(token) is not str or len(token) > longest:
            raise CodecError(f"wanted a text of at most {longest} characters")
        return token

    def data(self) -> bytes:
        token = self.token()
        if type(token) is not bytes:
            raise CodecError("wanted bytes")
        return token

    def read(self, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > self.max_nodes:
            raise CodecError(f"the frame has more than {self.max_nodes} parts")
        if depth > self.max_depth:
            raise CodecError(f"the frame is nested more than {self.max_depth} deep")
        token = self.token()
        kind = type(token)
        if kind in _PLAIN or kind is int:
            return token
        read = self._READERS.get(token) if kind is bytes else None
        if read is None:
            raise CodecError(f"a frame cannot hold a bare {kind.__name__}, or this tag")
        return read(self, depth)

    def keep(self, value: Any) -> Any:
        if self.table is not None:
            self.table.add(value)
        return value

    def read_big_int(self, depth: int) -> int:
        data = self.data()
        if not 0 < len(data) <= MAX_INT_BYTES:
            raise CodecError("an int is too long")
        return int.from_bytes(data, "little", signed=True)

    def read_list(self, depth: int) -> list:
        items = self.keep([])
        for _ in range(self.number(MAX_NODES)):
            items.append(self.read(depth + 1))
        return items

    def read_tuple(self, depth: int) -> tuple:
        return tuple([self.read(depth + 1) for _ in range(self.number(MAX_NODES))])

    def read_dict(self, depth: int) -> dict:
        items = self.keep({})
        for _ in range(self.number(MAX_KEYS)):
            key = self.read(depth + 1)
            try:
                hash(key)
            except TypeError:
                raise CodecError("a key of a dict cannot be hashed") from None
            items[key] = self.read(depth + 1)
        return items

    def read_array(self, depth: int) -> np.ndarray:
        dtype = self.dtype()
        writeable = self.token()
        if type(writeable) is not bool:
            raise CodecError("wanted a bool")
        # 31 bits a dimension, and no more elements than bytes came: no product overflows.
        shape = tuple([self.number((1 << 31) - 1) for _ in range(self.number(MAX_DIMENSIONS))])
        if _is_vast(shape):
            raise CodecError("an array of no elements has too many rows")
        data = self.data()
        size = dtype.itemsize
        for length in shape:
            size *= length
        if size != len(data):
            raise CodecError("an array brought more or fewer bytes than its shape needs")
        array = _elements(data, dtype)
        try:
            array = array.reshape(shape)
        except ValueError as error:  # an empty array of an impossible shape
            raise CodecError(f"an array has an impossible shape: {error}") from None
        array.flags.writeable = writeable
        return self.keep(array)

    def dtype(self) -> np.dtype:
        text = self.text(20)
        if not _is_known(text):
            raise CodecError("an array has a dtype that may not cross")
        return np.dtype(text)

    def read_scalar(self, depth: int) -> np.generic:
        dtype, data = self.dtype(), self.data()
        if dtype.str not in _DTYPES or len(data) != dtype.itemsize:
            raise CodecError("a NumPy scalar has the wrong number of bytes")
        return _elements(data, dtype)[0]

    def read_numpy_text(self, depth: int) -> np.str_:
        return np.str_(self.text(self.size))

    def read_complex(self, depth: int) -> complex:
        real, imag = self.token(), self.token()
        if type(real) is not float or type(imag) is not float:
            raise CodecError("a complex number needs two floats")
        return complex(real, imag)

    def read_generator(self, depth: int) -> np.random.Generator:
        state, inc, has_uint32, uinteger = (self.read(depth + 1) for _ in range(4))
        limits = ((state, 1 << 128), (inc, 1 << 128), (has_uint32, 2), (uinteger, 1 << 32))
        if any(type(number) is not int or not 0 <= number < limit for number, limit in limits):
            raise CodecError("the state of a random generator is impossible")
        if inc % 2 == 0:
            raise CodecError("the increment of a random generator must be odd")
        bits = np.random.PCG64(0)
        bits.state = {
            "bit_generator": "PCG64",
            "state": {"state": state, "inc": inc},
            "has_uint32": has_uint32,
            "uinteger": uinteger,
        }
        return self.keep(np.random.Generator(bits))

    def read_record(self, depth: int) -> Any:
        name = self.text(MAX_NAME)
        if name not in RECORDS:
            raise CodecError("an object of this class may not cross")
        self.records += 1
        if self.records > MAX_RECORDS:
            raise CodecError(f"it holds more than {MAX_RECORDS} records")
        table, self.table = self.table, None
        state = self.read(depth + 1)
        self.table = table
        try:
            record = getattr(importlib.import_module(RECORDS[name]), name).from_state(state)
        except Exception:  # the state may come from anybody
            record = Opaque(f"{name} in a state that it cannot have")
        return self.keep(record)

    def read_back_reference(self, depth: int) -> Any:
        if self.table is None:
            raise CodecError("an object may not stand twice in this frame")
        index = self.number(MAX_NODES)
        if index >= len(self.table.items):
            raise CodecError("a frame refers to an object that it does not hold")
        return self.table.items[index]

    def read_ref(self, depth: int) -> Any:
        ref = Ref(self.text(20), self.number(1 << 32), self.text(MAX_NAME))
        if self.resolve is None:
            raise CodecError("a reference may not stand in this frame")
        return self.resolve(ref)

    def read_opaque(self, depth: int) -> Opaque:
        return Opaque(self.text(MAX_NAME) or "nameless object")

    _READERS = {  # noqa: RUF012  (a constant of the class)
        b"I": read_big_int,
        b"[": read_list,
        b"(": read_tuple,
        b"{": read_dict,
        b"a": read_array,
        b"s": read_scalar,
        b"u": read_numpy_text,
        b"c": read_complex,
        b"g": read_generator,
        b"p": read_record,
        b"r": read_back_reference,
        b"h": read_ref,
        b"o": read_opaque,
    }


def _is_vast(shape: tuple[int, ...]) -> bool:
    """Say whether an array without elements has too many rows of nothing."""
    return 0 in shape and math.prod(shape[: shape.index(0)]) > MAX_EMPTY


def _elements(data: bytes, dtype: np.dtype) -> np.ndarray:
    """Return a flat array of its own memory, every element of which is a possible one."""
    if dtype.kind == "b" and np.frombuffer(data, np.uint8).max(initial=0) > 1:
        # NumPy compares bools as bytes: a third truth value would fool a comparison.
        raise CodecError("a bool is neither 0 nor 1")
    if dtype.kind == "U" and np.frombuffer(data, np.uint32).max(initial=0) > sys.maxunicode:
        raise CodecError("a text holds a character that does not exist")
    return np.frombuffer(data, dtype).copy()
