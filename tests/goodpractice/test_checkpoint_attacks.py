"""Files made to do harm: all are refused, nothing in them runs, memory stays small.

A payload that runs something leaves a file ran_<name> behind. One test shows that Python's own
unpickler is taken in by each of them: none is refused merely because it is broken.
"""

import cProfile
import functools
import hashlib
import importlib
import logging
import marshal
import operator
import os
import pathlib
import pickle
import pickletools
import random
import subprocess
import sys
import timeit
import tracemalloc

import numpy as np
import pytest
from numpy.testing import runstring

import goodpractice
from goodpractice import checkpoint as module
from goodpractice.checkpoint import Checkpoint, CheckpointError, load_checkpoint, save_checkpoint
from goodpractice.datasets import make_blobs
from goodpractice.neural_network import MLPClassifier

FORMAT = "goodpractice checkpoint 2"


def signed(body):
    return body + hashlib.sha256(body).digest()


@pytest.fixture
def load_bytes(monkeypatch):
    """Return a function that loads bytes as if they stood in a file."""

    def load(content):
        monkeypatch.setattr(module, "_read", lambda path: bytes(content))
        return load_checkpoint("a.ckpt")

    return load


def run_python(code, folder, *arguments):
    """Run code in another process, in a folder, which finds the same library."""
    lib = str(pathlib.Path(goodpractice.__file__).parents[1])
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": lib}
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return done.stdout.decode()


# --- payloads that run something


class Call:
    """Pickled, it is the call of a function; unpickled, its result."""

    def __init__(self, function, *arguments, state=None):
        self.made_from = (function, arguments) + (() if state is None else (state,))

    def __reduce__(self):
        return self.made_from

    def __call__(self):
        """Be accepted as a function, where the result of the call is one."""


def shell(name):
    return f"echo > ran_{name}"


def python(name):
    return f"open('ran_{name}', 'w').close()"


def run(name):
    return Call(os.system, shell(name))


def method(value, name, *arguments):
    return Call(Call(getattr, value, name), *arguments)


def record_array(name):
    array = np.zeros(1, dtype=[("a", "O")])
    array["a"][0] = run(name)
    return array


def set_state(name):
    source = f"type('T', (), {{'__setstate__': lambda self, state: {python(name)}}})()"
    return Call(eval, source, state="any")


PICKLED = {
    "system": run,
    "popen": lambda name: method(Call(os.popen, shell(name)), "read"),
    "subprocess": lambda name: Call(subprocess.getoutput, shell(name)),
    "eval": lambda name: Call(eval, python(name)),
    "exec": lambda name: Call(exec, python(name)),
    "open": lambda name: Call(open, f"ran_{name}", "w"),
    "getattr_chain": lambda name: method(Call(__import__, "os"), "system", shell(name)),
    "names_of_builtins": lambda name: Call(
        Call(operator.getitem, Call(vars, Call(__import__, "builtins")), "exec"), python(name)
    ),
    "import_module": lambda name: method(
        Call(importlib.import_module, "os"), "system", shell(name)
    ),
    "attrgetter": lambda name: Call(
        Call(operator.attrgetter("system"), Call(__import__, "os")), shell(name)
    ),
    "methodcaller": lambda name: Call(
        operator.methodcaller("system", shell(name)), Call(__import__, "os")
    ),
    "partial": lambda name: Call(functools.partial(os.system, shell(name))),
    "map": lambda name: Call(list, Call(map, os.system, [shell(name)])),
    "filter": lambda name: Call(tuple, Call(filter, exec, [python(name)])),
    "functools_reduce": lambda name: Call(functools.reduce, exec, (python(name), {})),
    "pickle_in_a_pickle": lambda name: Call(pickle.loads, pickle.dumps(run(name))),
    "timeit": lambda name: Call(timeit.timeit, python(name), "pass", timeit.default_timer, 1),
    "profile": lambda name: Call(cProfile.run, python(name), "profile"),
    "path": lambda name: Call(pathlib.Path.touch, pathlib.Path(f"ran_{name}")),
    "log_file": lambda name: Call(logging.FileHandler, f"ran_{name}"),
    "set_state": set_state,
    "list_items": lambda name: [0.5, [run(name)]],
    "dict_value": lambda name: {"format": FORMAT, "model": run(name)},
    "dict_key": lambda name: {(run(name),): 1},
    "after_an_array": lambda name: (np.arange(3.0), run(name)),
    # NumPy's own
    "object_array": lambda name: np.array([run(name)], dtype=object),
    "object_array_in_one": lambda name: np.array(
        [np.array([run(name), 1], dtype=object), 2], dtype=object
    ),
    "record_array": record_array,
    "scalar": lambda name: Call(np._core.multiarray.scalar, np.dtype("O"), run(name)),
    "memmap": lambda name: Call(np.memmap, f"ran_{name}", "u1", "w+", 0, (1,)),
    "tofile": lambda name: method(np.zeros(1), "tofile", f"ran_{name}"),
    "savetxt": lambda name: Call(np.savetxt, f"ran_{name}", [1.0]),
    "save": lambda name: Call(np.save, Call(open, f"ran_{name}", "wb"), [1.0]),
    "vectorize": lambda name: Call(Call(np.vectorize, os.system), [shell(name)]),
    "frompyfunc": lambda name: Call(Call(np.frompyfunc, os.system, 1, 1), [shell(name)]),
    "fromiter": lambda name: Call(np.fromiter, Call(map, os.system, [shell(name)]), "i8"),
    "runstring": lambda name: Call(runstring, python(name), {}),
}


# --- a small assembler, for what `pickle.dumps` would never write


def text(string):
    return b"X" + len(string.encode()).to_bytes(4, "little") + string.encode()


def number(value):
    data = pickle.encode_long(value)
    return b"\x8a" + bytes([len(data)]) + data


def long_bytes(data, claimed=None):
    return b"\x96" + (len(data) if claimed is None else claimed).to_bytes(8, "little") + data


def program(*parts, end=b"."):
    return b"\x80\x05" + b"".join(parts) + end


def name_of(module_name, attribute):
    return text(module_name) + text(attribute) + b"\x93"


def items(*parts):
    return b"(" + b"".join(parts) + b"t"


def shape(*sizes):
    return items(*map(number, sizes))


def call(function, *arguments):
    return function + items(*arguments) + b"R"


def dtype(code="f8", order=None, rest=b"NNN"):
    order = text("<") if order is None else order
    end = b"J\xff\xff\xff\xff" * 2 + number(0)
    make = call(name_of("numpy", "dtype"), text(code), b"\x89", b"\x88")
    return make + items(number(3), order, rest, end) + b"b"


def array(data=bytes(24), *, kind=None, sizes=None, order=b"C", source=None):
    return call(
        name_of("numpy._core.numeric", "_frombuffer"),
        long_bytes(data) if source is None else source,
        dtype() if kind is None else kind,
        shape(3) if sizes is None else sizes,
        text(order.decode()),
    )


def system(name):
    return call(name_of("os", "system"), text(shell(name)))


def assembled():
    """Return programs by name; run by pickle.loads, each leaves its file."""
    new = name_of("numpy", "memmap")
    options = (text("u1"), text("w+"), number(0), shape(1))
    scalar = name_of("numpy.core.multiarray", "scalar")  # where old versions had it
    code = marshal.dumps(compile(python("code_object"), "x", "exec"))
    code = call(name_of("marshal", "loads"), b"B" + len(code).to_bytes(4, "little") + code)
    function = call(name_of("types", "FunctionType"), code, b"}")
    object_dtype = call(name_of("numpy", "dtype"), text("O8"), b"\x89", b"\x88")
    return {
        "protocol_0": b"cos\nsystem\n(S'echo > ran_protocol_0'\ntR.",
        "text_opcodes": program(b"cos\nsystem\n(S'echo > ran_text_opcodes'\ntR"),
        "inst": program(b"(S'echo > ran_inst'\nios\nsystem\n"),
        "obj": program(b"(cos\nsystem\nS'echo > ran_obj'\no"),
        "newobj": program(new, items(text("ran_newobj"), *options), b"\x81"),
        "newobj_ex": program(new, items(text("ran_newobj_ex"), *options), b"}\x92"),
        "dotted_name": program(call(name_of("shutil", "os.system"), text(shell("dotted_name")))),
        "dotted_numpy_name": program(
            call(
                name_of("numpy.testing._private.utils", "os.system"),
                text(shell("dotted_numpy_name")),
            )
        ),
        "old_scalar": program(call(scalar, object_dtype, system("old_scalar"))),
        "code_object": program(call(function)),
        "result_dropped": program(system("result_dropped"), b"0}"),
        "in_the_memo": program(system("in_the_memo"), b"\x940}"),
        "no_end": program(system("no_end"), end=b""),
        "after_the_content": program(b"}", system("after_the_content")),
    }


def payloads():
    pickled = {name: pickle.dumps(make(name), 5) for name, make in PICKLED.items()}
    old = {f"{name}_{p}": pickle.dumps(make(f"{name}_{p}"), p)
           for name, make in PICKLED.items() for p in (0, 2, 4) if name in OLD}  # fmt: skip
    return pickled | old | assembled()


OLD = ("system", "object_array", "scalar", "memmap", "set_state")
NAMES = sorted([*PICKLED, *assembled(), *(f"{name}_{p}" for name in OLD for p in (0, 2, 4))])


def test_python_is_taken_in_by_every_payload(tmp_path):
    for name, body in payloads().items():
        (tmp_path / f"{name}.pkl").write_bytes(body)
    code = """
import pathlib, pickle
for path in sorted(pathlib.Path().glob("*.pkl")):
    try:
        pickle.loads(path.read_bytes())
    except Exception:
        pass
"""
    run_python(code, tmp_path)
    assert sorted(path.name[4:] for path in tmp_path.glob("ran_*")) == NAMES
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_payloads_are_refused_and_run_nothing(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    body = payloads()[name]
    for content in (body, signed(body)):
        pathlib.Path("a.ckpt").write_bytes(content)
        with pytest.raises(CheckpointError, match=r"a\.ckpt cannot be loaded"):
            load_checkpoint("a.ckpt")
    assert os.listdir() == ["a.ckpt"]


def test_nothing_is_imported_compiled_or_opened(tmp_path):
    save_checkpoint(tmp_path / "valid.ckpt", small_model())
    for name, body in (payloads() | {n: b for n, (b, _) in REFUSED.items()}).items():
        (tmp_path / f"{name}.ckpt").write_bytes(signed(body))
    code = """
import pathlib, sys
from goodpractice.checkpoint import CheckpointError, load_checkpoint
load_checkpoint("valid.ckpt")  # what is imported late is imported now
paths = sorted(pathlib.Path().glob("*.ckpt"))
seen, path = set(), None
def hook(event, args):
    if path and not (event == "open" and args[0] == str(path)):
        seen.add(event)
sys.addaudithook(hook)
refused = 0
for path in paths:
    try:
        load_checkpoint(path)
    except CheckpointError:
        refused += 1
path = None
print(refused, *sorted(seen))
"""
    n = len(list(tmp_path.glob("*.ckpt")))
    # CPython's own look at frames, when an error is made, is all that may be seen.
    assert run_python(code, tmp_path).split() == [str(n - 1)]


# --- programs that want memory, crash the interpreter or make no sense


def nested(opening, closing, depth=100_000):
    return opening * depth + b"N" + closing * depth


HUGE = 2**40
PARTIAL = call(name_of("numpy", "dtype"), text("f8"), b"\x89", b"\x88")  # no byte order yet


def laughs(opening, closing, levels=40):
    """Return containers, each of which holds the one before it twice, in a tuple."""
    inner = b"N\x94"
    for level in range(levels):
        twice = (b"h" + bytes([level])) * 2
        if opening == b"}":
            twice = text("a") + twice[:2] + text("b") + twice[2:]
        inner += b"\x94".join((opening, b"")) if opening else b""
        inner += (b"(" + twice if opening else twice) + closing
        inner += b"" if opening else b"\x94"
    return b"(" + inner + b"t"


def many_arrays(n=10_000):
    one = array(source=b"h\x00", sizes=shape(1 << 17))
    return long_bytes(bytes(1 << 20)) + b"\x94(" + one * n + b"t\x86"


# Deep enough that Python's hash of such a tuple overflows the stack of the process.
DEEP = nested(b"", b"\x85", 200_000)
OTHER_DTYPES = [
    "O", "O8", "V8", "M8[s]", "m8[s]", "f16", "g", "c16", "S3", "a3", "f8,f8", "(2,)f8", "<f8",
    "U", "U0", "U1000000", "U-1", "b8", "i3", "", "object", "float64", "f8\n",
]  # fmt: skip

# Each with a part of the reason that it is refused for.
REFUSED = {
    # memory
    "huge_shape": (program(array(sizes=shape(HUGE))), "shape is wrong"),
    "large_shape": (program(array(sizes=shape(10**8))), "more or fewer bytes"),
    "overflow": (program(array(b"", sizes=shape(2**26, 2**26, 2**12))), "more or fewer bytes"),
    "empty_but_huge": (program(array(b"", sizes=shape(0, 2**62))), "shape is wrong"),
    "strings_of_no_size": (
        program(array(b"", kind=dtype("U0"), sizes=shape(2**27))),
        "dtype that is not",
    ),
    "long_strings": (program(array(kind=dtype("U999999"))), "more or fewer bytes"),
    "many_arrays_from_the_same_bytes": (program(many_arrays()), "the same bytes twice"),
    "list_laughs": (program(laughs(b"]", b"e")), "wanted no more"),
    "tuple_laughs": (program(laughs(b"", b"\x86")), "wanted no more"),
    "dict_laughs": (program(laughs(b"}", b"u")), "wanted no more"),
    "wide_laughs": (
        program(b"(]\x94(" + b"N" * 1000 + b"e" + b"h\0" * 1000 + b"t"), "wanted no more"),
    "long_binput": (program(b"Nr\xff\xff\xff\xff"), "instruction LONG_BINPUT"),
    "binput": (program(b"Nq\xff"), "instruction BINPUT"),
    "dup": (program(b"]" + b"2" * 1000 + b"e"), "instruction DUP"),
    "dup_tuples": (program(b"N" + b"2\x86" * 100), "instruction DUP"),
    "pop": (program(b"NN0"), "instruction POP"),
    "pop_mark": (program(b"N(N1"), "instruction POP_MARK"),
    "unicode_claims": (program(b"X\xff\xff\xff\xff"), "expected 4294967295 bytes"),
    "unicode8_claims": (program(b"\x8d" + (2**62).to_bytes(8, "little")), "BINUNICODE8"),
    "bytes8_claims": (program(b"\x8e" + (2**62).to_bytes(8, "little")), "BINBYTES8"),
    "bytearray_claims": (program(long_bytes(b"", 2**62)), "expected 46116860"),
    "bytearray_overflows": (program(long_bytes(b"", 2**64 - 1)), "byte count"),
    "long4_claims": (program(b"\x8b\xff\xff\xff\x7f"), "LONG4"),
    "long4_negative": (program(b"\x8b\xff\xff\xff\xff"), "LONG4"),
    "long4": (program(b"\x8b" + (10**6).to_bytes(4, "little") + bytes(10**6)), "LONG4"),
    "frame_claims": (program(b"\x95" + (2**63).to_bytes(8, "little") + b"}"), "frame"),
    "digits": (program(b"L" + b"9" * 1_000_000 + b"L\n"), "instruction LONG,"),
    "more_digits": (program(b"I" + b"9" * 1_000_000 + b"\n"), "instruction INT,"),
    # the interpreter's own stack
    "deep_lists": (program(nested(b"]", b"a")), "nested more than 16"),
    "deep_dicts": (program(nested(b"}" + text("k"), b"s")), "nested more than 16"),
    "deep_tuples": (program(DEEP), "nested more than 16"),
    "deep_key": (program(b"}", DEEP, b"Ns"), "keys are not strings"),
    "deep_keys": (program(b"}(", DEEP, b"Nu"), "keys are not strings"),
    "deep_name": (program(DEEP, text("x"), b"\x93"), "names something with what is no string"),
    "deep_module": (program(text("x"), DEEP, b"\x93"), "names something with what is no string"),
    "deep_code": (program(call(name_of("numpy", "dtype"), DEEP, b"\x89\x88")), "dtype that is"),
    "deep_order": (program(dtype(order=DEEP)), "not a simple one"),
    "deep_shape": (program(array(sizes=DEEP)), "shape is wrong"),
    "recursive_list": (program(b"]\x94h\x00a"), "wanted no more"),
    "recursive_dict": (program(b"}\x94" + text("k") + b"h\x00s"), "wanted no more"),
    "recursive_tuple": (program(b"]\x94h\x00\x85a"), "wanted no more"),
    # arrays
    "negative_size": (program(array(sizes=shape(-3))), "shape is wrong"),
    "two_negative_sizes": (program(array(sizes=shape(-1, -3))), "shape is wrong"),
    "size_is_a_float": (
        program(array(sizes=items(b"G@\x08\0\0\0\0\0\0"))), "shape is wrong"),
    "size_is_a_bool": (program(array(bytes(8), sizes=items(b"\x88"))), "shape is wrong"),
    "shape_is_a_number": (program(array(sizes=number(3))), "shape is wrong"),
    "many_dimensions": (program(array(sizes=shape(3, *[1] * 32))), "shape is wrong"),
    "too_few_bytes": (program(array(bytes(23))), "more or fewer bytes"),
    "too_many_bytes": (program(array(bytes(25))), "more or fewer bytes"),
    "fortran_order": (program(array(order=b"F")), "shape is wrong"),
    "bytes_are_text": (program(array(source=text("x" * 24))), "not made from bytes"),
    "dtype_is_text": (program(array(kind=text("f8"))), "not made from bytes"),
    "dtype_without_order": (program(array(kind=PARTIAL)), "not made from bytes"),
    "impossible_bool": (
        program(array(b"\0\1\2", kind=dtype("b1", text("|")))), "booleans other than"),
    "impossible_character": (
        program(array(b"\0\0\x11\0" * 3, kind=dtype("U1"))), "impossible characters"),
    "impossible_swapped_character": (
        program(array(b"\0\x11\0\0" * 3, kind=dtype("U1", text(">")))), "impossible char"),
    "dtype_with_fields": (
        program(dtype(rest=b"N" + items(text("a")) + b"}")), "not a simple one"),
    "dtype_with_subarray": (program(dtype(rest=items(b"N") + b"NN")), "not a simple one"),
    "strange_order": (program(dtype(order=text("!"))), "not a simple one"),
    "order_is_a_number": (program(dtype(order=number(1))), "not a simple one"),
    "short_state": (program(PARTIAL, items(number(3)), b"b"), "state is wrong"),
    "state_is_a_dict": (program(PARTIAL, b"}b"), "state is wrong"),
    "state_of_an_array": (program(array(), items(*[b"N"] * 8), b"b"), "dtype"),
    # what is called and named
    "calls_a_string": (program(call(text("eval"), text("1"))), "no function"),
    "calls_a_dtype": (program(call(dtype(), text("f8"))), "no function"),
    "calls_with_a_list": (program(name_of("numpy", "dtype"), b"]R"), "no function"),
    "too_few_arguments": (program(call(name_of("numpy", "dtype"))), "missing 3"),
    "too_many_arguments": (program(call(name_of("numpy", "dtype"), b"N" * 9)), "takes 4"),
    "builds_a_name": (program(name_of("numpy", "dtype"), items(*[b"N"] * 8), b"b"), "dtype"),
    "builds_a_dict": (program(b"}", items(number(3), text("<"), b"N" * 6), b"b"), "changes a"),
    "builtins": (program(name_of("builtins", "dict")), "it names builtins.dict"),
    "dotted_dtype": (program(name_of("numpy", "dtype.mro")), "it names numpy.dtype.mro"),
    "dotted_module": (program(name_of("numpy.dtype", "mro")), "it names numpy.dtype.mro"),
    "reconstruct": (
        program(name_of("numpy._core.multiarray", "_reconstruct")), "it names numpy._core"),
    "ndarray": (program(name_of("numpy", "ndarray")), "it names numpy.ndarray"),
    "name_is_content": (program(name_of("numpy", "dtype")), "holds a _Recipe"),
    "dtype_is_content": (program(dtype()), "holds a _DType"),
    "bytes_are_content": (program(long_bytes(b"abc")), "holds a bytearray"),
    "appends_to_a_tuple": (program(b")Na"), "changes a value"),
    "appends_to_an_array": (program(array(), b"Na"), "changes a value"),
    "sets_in_a_list": (program(b"]", text("a"), b"Ns"), "changes a value"),
    "odd_pairs": (program(b"}(", text("a"), b"u"), "keys are not strings"),
    "number_as_key": (program(b"}K\x01Ns"), "keys are not strings"),
    # programs that make no sense
    "empty": (b"", "ends before"),
    "only_stop": (b".", "does not end"),
    "no_stop": (program(b"}", end=b""), "ends before"),
    "two_values": (program(b"}}"), "does not end"),
    "something_follows": (program(b"}") + b".", "does not end"),
    "open_mark": (program(b"(}"), "does not end"),
    "no_mark": (program(b"t"), "pop from empty list"),
    "unknown_byte": (program(b"\xff"), r"byte 2 is b'.xff'; wanted an instruction"),
    "missing_memo": (program(b"h\x00"), "index out of range"),
    "missing_long_memo": (program(b"j\xff\xff\xff\xff"), "index out of range"),
    "memoizes_nothing": (program(b"\x94"), "index out of range"),
    "empty_stack": (program(b"R"), "empty stack"),
    "append_to_nothing": (program(b"Na"), "index out of range"),
    "other_protocol": (b"\x80\x04}.", "protocol 4; wanted 5"),
    # what is no checkpoint
    "none": (program(b"N"), "its content is a NoneType"),
    "empty_dict": (program(b"}"), "its content lacks"),
    "array": (program(array()), "its content is an ndarray"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_programs_are_refused_with_little_memory(name, load_bytes):
    body, message = REFUSED[name]
    content = signed(body)
    tracemalloc.start()
    try:
        with pytest.raises(CheckpointError, match=message):
            load_bytes(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # A few bytes of program can make an empty list of 56 bytes; nothing makes more of less.
    assert peak < 2**20 + 100 * len(body)


@pytest.mark.parametrize("code", OTHER_DTYPES)
def test_other_dtypes_are_refused(code, load_bytes):
    with pytest.raises(CheckpointError, match="not of numbers, booleans or strings"):
        load_bytes(signed(program(array(kind=dtype(code)))))


UNKNOWN = sorted({op.name for op in pickletools.opcodes} - module._INSTRUCTIONS.keys())


@pytest.mark.parametrize("opcode", [op for op in pickletools.opcodes if op.name in UNKNOWN],
                         ids=lambda op: op.name)  # fmt: skip
def test_unknown_instructions_are_refused(opcode, load_bytes):
    code = opcode.code.encode("latin-1")
    operand = {"PERSID": b"1\n", "INT": b"1\n", "LONG": b"1L\n", "FLOAT": b"1\n", "GET": b"1\n",
               "PUT": b"1\n", "STRING": b"''\n", "UNICODE": b"a\n", "GLOBAL": b"os\nsystem\n",
               "INST": b"os\nsystem\n"}.get(opcode.name, bytes(16))  # fmt: skip
    with pytest.raises(CheckpointError, match=f"is the instruction {opcode.name}, which"):
        load_bytes(signed(program(b"}}}", code, operand)))


# --- sound pickles that are no checkpoint


def small_model(*args, n_classes=2, **kwargs):
    X, y = make_blobs(20, centers=n_classes, random_state=0)
    return MLPClassifier(*args, **{"max_epochs": 2, "random_state": 0} | kwargs).fit(X, y)


def contents(**change):
    return {
        "format": FORMAT,
        "model": small_model((3,)).get_state(),
        "callbacks": {},
        "history": None,
        "extra": {},
    } | change


def test_the_contents_themselves_are_sound(load_bytes):
    assert load_bytes(signed(pickle.dumps(contents(), 5))).epoch == 2


WEIGHTS = np.zeros(13)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "goodpractice checkpoint 1"}, "its format is not 'goodpractice checkpoint 2'"),
        ({"format": None}, "its format is not"),
        ({"more": 1}, "unknown keys"),
        ({"extra": None}, "its extra is not a dict"),
        ({"extra": []}, "its extra is not a dict"),
        ({"callbacks": None}, "its callbacks is not a dict"),
        ({"callbacks": ["EarlyStopping"]}, "its callbacks is not a dict"),
        ({"history": []}, "history state is a list"),
        ({"history": {"epochs": [2, 1], "history": {"loss": [0.0, 0.0]}}}, "history state"),
        ({"model": None}, "state is a NoneType"),
        ({"model": MLPClassifier().get_state()}, "its model is not fitted"),
        ({"model": small_model((3,)).get_state() | {"weights": WEIGHTS[:12]}}, "weights is"),
        (
            {"model": small_model((3,)).get_state() | {"weights": WEIGHTS * np.nan}},
            "weights holds",
        ),
        ({"model": small_model((3,)).get_state() | {"weights": None}}, "weights is a NoneType"),
        ({"model": small_model((3,)).get_state() | {"n_features": 10**5}}, "weights is"),
        ({"model": small_model((3,)).get_state() | {"generator": 1}}, "generator is"),
        ({"model": small_model((3,)).get_state() | {"optimizer": {}}}, "optimizer lacks"),
    ],
)
def test_other_contents_are_refused(change, message, load_bytes):
    with pytest.raises(CheckpointError, match=message):
        load_bytes(signed(pickle.dumps(contents(**change), 5)))


def test_lists_that_are_the_same_list_do_not_multiply(load_bytes):
    one = [0.0] * 100_000
    shared = contents(history={"epochs": [], "history": {str(k): one for k in range(100)}})
    with pytest.raises(CheckpointError, match=r"comes after .* values; wanted no more"):
        load_bytes(signed(pickle.dumps(shared, 5)))


# --- thousands of mutated files


EXTREMES = (
    b"\0" * 8,
    b"\xff" * 8,
    b"\xff" * 7 + b"\x7f",
    b"\0\0\0\x80\0\0\0\0",
    b"\1" + b"\0" * 7,
)
OPCODES = [op.code.encode("latin-1") for op in pickletools.opcodes]


def flip_bits(body, other, chance):
    for _ in range(chance.randint(1, 8)):
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)


def set_bytes(body, other, chance):
    for _ in range(chance.randint(1, 4)):
        body[chance.randrange(len(body))] = chance.randrange(256)


def set_opcodes(body, other, chance):
    for _ in range(chance.randint(1, 4)):
        position = chance.randrange(len(body))
        body[position : position + 1] = chance.choice(OPCODES)


def set_extreme(body, other, chance):
    position, length = chance.randrange(len(body)), chance.choice((1, 2, 4, 8))
    body[position : position + length] = chance.choice(EXTREMES)[:length]


def delete(body, other, chance):
    position = chance.randrange(len(body))
    del body[position : position + chance.randint(1, 40)]


def repeat(body, other, chance):
    position = chance.randrange(len(body))
    piece = body[position : position + chance.randint(1, 40)]
    body[position:position] = piece * chance.randint(1, 20)


def splice(body, other, chance):
    position, start = chance.randrange(len(body)), chance.randrange(len(other))
    piece = other[start : start + chance.randint(1, 200)]
    body[position : position + chance.choice((0, len(piece)))] = piece


def swap(body, other, chance):
    a, b = sorted(chance.randrange(len(body)) for _ in range(2))
    body[a : a + 8], body[b : b + 8] = body[b : b + 8], body[a : a + 8]


def truncate(body, other, chance):
    del body[chance.randrange(len(body)) :]
    body += b"."


MUTATIONS = (
    flip_bits,
    set_bytes,
    set_opcodes,
    set_extreme,
    delete,
    repeat,
    splice,
    swap,
    truncate,
)


def bodies(folder):
    """Return the pickles of checkpoints of many kinds."""
    extra = {"a": [1, -1.5, "é", None, True], "b": (np.arange(4), np.array(["x", "yz"]))}
    models = [
        small_model((3,)),
        small_model((2, 2), "relu", n_classes=3, optimizer="sgd"),
        small_model((), random_state=np.random.default_rng(0)),
    ]
    paths = [save_checkpoint(folder / f"{k}.ckpt", m, **extra) for k, m in enumerate(models)]
    return [path.read_bytes()[:-32] for path in paths]


@pytest.mark.parametrize("seed", range(6))
def test_mutated_files_are_refused_or_are_checkpoints(seed, tmp_path, load_bytes):
    originals = bodies(tmp_path)
    chance = random.Random(seed)
    loaded = refused = 0
    for _ in range(1500):
        body = bytearray(chance.choice(originals))
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            chance.choice(MUTATIONS)(body, chance.choice(originals), chance)
            body = body or bytearray(b".")
        if body not in originals:
            with pytest.raises(CheckpointError):
                load_bytes(body + hashlib.sha256(originals[0]).digest())
        try:
            checkpoint = load_bytes(signed(body))
        except CheckpointError:
            refused += 1
            continue
        loaded += 1
        check_usable(checkpoint, tmp_path)
    assert refused > 750
    assert loaded > 30  # the mutations reach beyond the first checks


def check_usable(checkpoint, folder):
    assert type(checkpoint) is Checkpoint
    model = checkpoint.model
    assert type(model) is MLPClassifier
    with np.errstate(all="ignore"):  # a mutated weight may be large
        proba = model.predict_proba(np.zeros((2, model.n_features_in_)))
    assert proba.shape == (2, len(model.classes_))
    again = MLPClassifier.from_state(model.get_state())
    assert repr(again.get_state()) == repr(model.get_state())
    assert type(checkpoint.extra) is dict
    assert len(checkpoint.history) >= 0
