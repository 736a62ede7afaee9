import contextlib
import math
import runpy
import tracemalloc
from pathlib import Path

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as stn

from coursework.judge import codec
from coursework.judge.codec import CodecError, Opaque, Ref, Table, dumps, loads
from goodpractice.callbacks import History
from goodpractice.neural_network import MLPClassifier
from goodpractice.preprocessing import (
    Pipeline,
    PolynomialFeatures,
    StandardScaler,
    make_pipeline,
)

FUZZER = Path(__file__).parents[2] / "fuzz/fuzz_codec.py"


def cases(number):
    """Return settings for so many cases, or for more if the profile asks for more."""
    return settings(max_examples=max(number, settings.default.max_examples), deadline=None)


def refer(value):
    return Opaque(type(value).__name__)


def there_and_back(value):
    return loads(dumps(value, refer=refer))


def same(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, np.generic):
        return a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, float):
        return a == b or (math.isnan(a) and math.isnan(b))
    return a == b


text = st.text(st.characters())
plain = st.one_of(st.none(), st.booleans(), st.integers(-(2**200), 2**200), st.floats(), text)
dtypes = st.one_of(
    stn.boolean_dtypes(),
    stn.integer_dtypes(endianness="<"),
    stn.unsigned_integer_dtypes(endianness="<"),
    stn.floating_dtypes(endianness="<"),
    stn.complex_number_dtypes(endianness="<"),
    stn.unicode_string_dtypes(endianness="<", max_len=5),
)
arrays = stn.arrays(dtypes, stn.array_shapes(min_dims=0, min_side=0, max_side=4))
scalars = st.one_of(
    st.floats(width=32).map(np.float32), st.integers(0, 255).map(np.uint8), text.map(np.str_)
)
values = st.recursive(
    st.one_of(plain, arrays, scalars, st.complex_numbers(allow_nan=False)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.one_of(text, st.integers(), st.tuples(text)), inner, max_size=4),
    ),
    max_leaves=20,
)


@given(values)
@cases(300)
def test_values_come_back_as_they_were(value):
    assert same(there_and_back(value), value)


@given(st.binary(max_size=200))
@cases(500)
def test_garbage_raises_codec_error_or_is_a_value(frame):
    with contextlib.suppress(CodecError):
        loads(frame)


tokens = st.one_of(
    st.sampled_from([bytes([tag]) for tag in b"I[({asucgprho"]),
    st.sampled_from(["<f8", "|b1", "<U3", "|O", *codec.RECORDS, "<f8,<f8"]),
    st.integers(-3, 8),
    st.sampled_from([2**31 - 1, 2**63, -(2**63)]),
    st.booleans(),
    st.none(),
    st.floats(),
    st.binary(max_size=16),
)


@given(st.lists(tokens, max_size=25), st.booleans())
@cases(800)
def test_well_formed_tokens_in_a_wrong_order_raise_codec_error_or_are_a_value(run, tabled):
    frame = b"".join(msgpack.packb(token) for token in run)
    with contextlib.suppress(CodecError):
        loads(frame, resolve=lambda ref: ref, table=Table() if tabled else None)


@pytest.fixture(scope="module")
def fuzzer():
    return runpy.run_path(str(FUZZER))


def test_the_fuzzer_starts_with_everything_that_may_cross(fuzzer):
    inputs = list(fuzzer["seeds"]())
    tags = {token for data in inputs for token in fuzzer["split"](data[1:])}
    assert {bytes([tag]) for tag in b"I[({asucgprho"} <= tags
    for data in inputs:
        fuzzer["one_input"](data)
        if data[0] & fuzzer["TABLED"]:
            assert fuzzer["written"](fuzzer["read"](data), data[0]) == data[1:]


# Inputs of the fuzzer: the two shortest, and what it finds is to be added.
CASES = [b"", b"\x03"]


@pytest.mark.parametrize("data", CASES)
def test_what_the_fuzzer_found_is_mended(fuzzer, data):
    fuzzer["one_input"](data)


@st.composite
def frames(draw):
    """Return a valid frame of a value, and of whatever was done to it."""
    frame = bytearray(dumps(draw(values), refer=refer))
    other = dumps(draw(values), refer=refer)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(frame)))
        act = draw(st.sampled_from(["flip", "cut", "splice", "put", "length", "double"]))
        if act == "flip" and place < len(frame):
            frame[place] ^= 1 << draw(st.integers(0, 7))
        elif act == "cut":
            del frame[place : place + draw(st.integers(1, 8))]
        elif act == "splice":
            start = draw(st.integers(0, len(other)))
            frame[place:] = other[start:]
        elif act == "put":
            frame[place:place] = draw(st.binary(min_size=1, max_size=8))
        elif act == "length":
            frame[place:place] = msgpack.packb(draw(st.sampled_from(LENGTHS)))
        else:
            frame[place:place] = frame[place:]
    return bytes(frame)


LENGTHS = [0, 1, 41, 257, 2**16, 200_001, 2**31 - 1, 2**31, 2**32, 2**60, 2**63, -1, -(2**63)]


@given(frames(), st.integers(0, 3))
@cases(500)
def test_a_frame_that_was_tampered_with_is_refused_or_comes_back_as_it_was(fuzzer, frame, options):
    fuzzer["one_input"](bytes([options]) + frame)


@given(frames())
@cases(300)
def test_what_a_frame_takes_is_bounded_by_its_size(frame):
    read(frame)  # what is imported or cached once
    tracemalloc.start()
    try:
        read(frame)
        # An empty dict takes most for its bytes: 64 for 3. A network of three numbers has rules.
        assert tracemalloc.get_traced_memory()[1] < 100_000 + 100 * len(frame)
    finally:
        tracemalloc.stop()


def read(frame):
    with contextlib.suppress(CodecError):
        loads(frame, resolve=lambda ref: ref)


@given(values, st.data())
@cases(200)
def test_a_cut_frame_is_refused(value, data):
    frame = dumps(value, refer=refer)
    cut = data.draw(st.integers(0, len(frame) - 1))
    with pytest.raises(CodecError):
        loads(frame[:cut])


def packed(*run):
    return b"".join(msgpack.packb(token) for token in run)


# What NumPy would read, and much of it in another way than as plain numbers.
ODD_DTYPES = [
    *(">f8", "=f8", "f8", "float", "O", "|O", "object", "V8", "|V8", "<M8", "<M8[ns]", "<m8[s]"),
    *("i4,i4", "(2,)f8", "(2,2)<f8", "2f8", "{'a':'f8'}", "[('a','f8')]", "c", "p", "P", ""),
    *("<U", "<U0", "<U01", "<U-1", "<U1000000", "|S0", ">U4", "U4", "|a4", "<U٣", "<f8\n", " <f8"),
    *("numpy.float64", "__import__('os')", "StringDType", "T", "|b1,", "<f8\0", "\u0000"),
]


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (b"", "ends early"),
        (packed(1, 2), "goes on"),
        (b"\xc1", "not msgpack"),
        (b"\xdd\xff\xff\xff\xff", "not msgpack"),
        (b"\xdf\xff\xff\xff\xff", "not msgpack"),
        (b"\x91\x01", "not msgpack"),
        (packed([]), "bare list"),
        (packed({}), "bare dict"),
        (packed(b"[", 2**40), "number from 0"),
        (packed(b"[", -1), "number from 0"),
        (packed(b"{", 1, b"[", 0, 1), "cannot be hashed"),
        (packed(b"{", codec.MAX_KEYS + 1), "number from 0"),
        (packed(b"a", "|O", True, 1, 1, bytes(8)), "dtype that may not cross"),
        (packed(b"a", "O", True, 1, 1, bytes(8)), "dtype that may not cross"),
        (packed(b"a", "<f8,<f8", True, 1, 1, bytes(16)), "dtype that may not cross"),
        *(
            (packed(b"a", name, True, 1, 1, bytes(16)), "dtype that may not cross")
            for name in ODD_DTYPES
        ),
        *((packed(b"s", name, bytes(16)), "dtype that may not cross") for name in ODD_DTYPES),
        (packed(b"s", "<U4", bytes(16)), "wrong number of bytes"),
        (packed(b"a", "<f8" * 9, True, 1, 1, bytes(8)), "text of at most 20"),
        (packed(b"a", "<f8", True, 1, 2**60, b""), "number from 0 to 2147483647"),
        (packed(b"a", "<f8", True, 2, 2**31 - 1, 2**31 - 1, b""), "more or fewer bytes"),
        (packed(b"a", "<U999999", True, 1, 2**31 - 1, b""), "more or fewer bytes"),
        (packed(b"a", "<f8", True, 1, -1, b""), "number from 0"),
        (packed(b"a", "<f8", True, -1, b""), "number from 0"),
        (packed(b"a", "<f8", True, 1, 1.0, bytes(8)), "number from 0"),
        (packed(b"a", "<f8", True, 1, True, bytes(8)), "number from 0"),
        (packed(b"a", "<f8", True, 3, 0, 2**31 - 1, 2**31 - 1, b""), "impossible shape"),
        (packed(b"[", 1) * 100_000, "nested"),
        (packed(b"(", 1) * 100_000, "nested"),
        (packed(b"{", 1) * 100_000, "nested"),
        (packed(b"{", 1, 1) * 100_000, "nested"),
        (packed(b"p", "Pipeline") * 100_000, "nested"),
        (packed(b"g") * 100_000, "nested"),
        (packed(b"a", "<f8", True, 1, 2, bytes(8)), "more or fewer bytes"),
        (packed(b"a", "<f8", True, 2, 2**30, 2**30, b""), "more or fewer bytes"),
        (packed(b"a", "<f8", True, 3, 2**15, 2**15, 0, b""), "too many rows"),
        (packed(b"a", "<f8", True, 33, *[1] * 33, bytes(8)), "number from 0 to 32"),
        (packed(b"a", "<f8", 1, 1, 1, bytes(8)), "wanted a bool"),
        (packed(b"a", "|b1", True, 1, 1, b"\x02"), "neither 0 nor 1"),
        (packed(b"s", "|b1", b"\xff"), "neither 0 nor 1"),
        (packed(b"a", "<U1", True, 1, 1, b"\xff\xff\xff\x7f"), "does not exist"),
        (packed(b"I", bytes(codec.MAX_INT_BYTES + 1)), "too long"),
        (packed(b"g", 1, 2, 0, 0), "odd"),
        (packed(b"g", -1, 1, 0, 0), "impossible"),
        (packed(b"p", "os.system", None), "class may not cross"),
        (packed(b"h", "object", 1, "x"), "reference may not stand"),
        (packed(b"r", 0), "may not stand twice"),
        (packed(b"[", 1) * (codec.MAX_DEPTH + 1) + packed(0), "nested"),
        (packed(b"[", codec.MAX_NODES) + packed(0) * codec.MAX_NODES, "parts"),
        (packed(b"z"), "this tag"),
    ],
)
def test_each_limit_has_its_words(frame, words):
    with pytest.raises(CodecError, match=words):
        loads(frame)


def test_subclasses_and_strangers_do_not_cross_as_their_base():
    class Liar(float):
        pass

    class Sly(np.ndarray):
        pass

    for value in (Liar(1.0), np.zeros(2).view(Sly), {1}, b"x", object(), np.array([None])):
        crossed = there_and_back(value)
        assert (type(crossed), crossed.type_name) == (Opaque, type(value).__name__)
        assert crossed != there_and_back(value)  # nothing is known of their values


@pytest.mark.parametrize("deep", [[1], {"a": 1}])
def test_what_is_too_deep_or_too_large_is_refused_when_written(deep):
    deep = [deep]
    deep[0] = deep
    with pytest.raises(CodecError, match="deep"):
        dumps(deep, refer=refer)
    with pytest.raises(CodecError, match="parts"):
        dumps([0] * (codec.MAX_NODES + 1), refer=refer)
    with pytest.raises(CodecError, match="MB"):
        dumps(np.broadcast_to(np.float64(0), (10**6, 10**6)), refer=refer)
    with pytest.raises(CodecError, match="rows"):
        dumps(np.empty((2**30, 0)), refer=refer)
    with pytest.raises(CodecError, match="int"):
        dumps(1 << 10**6, refer=refer)


def test_an_array_of_no_rows_may_have_any_width():
    assert there_and_back(np.empty((0, 10**6))).shape == (0, 10**6)


def test_other_byte_orders_and_layouts_arrive_as_plain_arrays():
    for array in (np.arange(6, dtype=">i4").reshape(2, 3), np.arange(6.0).reshape(2, 3).T):
        back = there_and_back(array)
        assert np.array_equal(back, array)
        assert back.dtype == array.dtype.newbyteorder("=")
        assert back.flags.writeable


def test_a_read_only_array_stays_read_only():
    array = np.arange(3)
    array.flags.writeable = False
    assert not there_and_back(array).flags.writeable


def test_a_generator_goes_on_where_it_was():
    rng = np.random.default_rng(3)
    rng.integers(10, size=3, dtype=np.int32)
    copy = there_and_back(rng)
    assert np.array_equal(copy.random(5), rng.random(5))


def test_records_cross_as_their_state():
    X, y = np.arange(12.0).reshape(6, 2), np.array([0, 1, 0, 1, 0, 1])
    model = MLPClassifier((3,), max_epochs=2, random_state=0).fit(X, y)
    back = there_and_back(model)
    assert type(back) is MLPClassifier
    assert np.array_equal(back.predict_proba(X), model.predict_proba(X))
    history = History()
    history.record(1, loss=2.0)
    assert there_and_back(history).get_state() == history.get_state()


def test_transformers_and_pipelines_cross_as_their_state():
    X, y = np.arange(12.0).reshape(6, 2), np.array([0, 1, 0, 1, 0, 1])
    network = MLPClassifier((3,), max_epochs=2, random_state=0)
    for make, method in (
        (lambda: StandardScaler(), "transform"),
        (lambda: PolynomialFeatures(2, include_bias=False), "transform"),
        (
            lambda: make_pipeline(StandardScaler(), Pipeline([("x", StandardScaler())])),
            "transform",
        ),
        (lambda: make_pipeline(StandardScaler(), PolynomialFeatures(2), network), "predict_proba"),
    ):
        assert repr(there_and_back(make()).get_state()) == repr(make().get_state())
        fitted = make().fit(X, y)
        back = there_and_back(fitted)
        assert type(back) is type(fitted)
        assert np.array_equal(getattr(back, method)(X), getattr(fitted, method)(X))


def test_a_pipeline_with_a_step_of_somebody_else_stays_where_it_is():
    class Own(StandardScaler):
        pass

    for pipeline in (
        make_pipeline(Own(), StandardScaler()),
        make_pipeline(StandardScaler(), make_pipeline(Own())),
    ):
        kept = []

        def refer_to(value, kept=kept):
            kept.append(value)
            return Ref("object", 1, "Pipeline")

        frame = dumps(pipeline, refer=refer_to)
        assert loads(frame, resolve=lambda ref: ref) == Ref("object", 1, "Pipeline")
        assert kept == [pipeline]


@pytest.mark.parametrize("name", sorted(codec.RECORDS))
@given(data=st.data())
@cases(60)
def test_a_record_of_any_state_is_whole_or_opaque(name, data):
    state = data.draw(values)
    frame = packed(b"p", name) + dumps(state, refer=refer)
    with contextlib.suppress(CodecError):
        assert type(loads(frame)) is Opaque


def test_keys_that_are_equal_or_not_even_to_themselves_keep_the_dict_within_its_size():
    nan, same_hash = float("nan"), [k * (2**61 - 1) for k in range(codec.MAX_KEYS)]
    assert len(loads(packed(b"{", 3, nan, 1, nan, 2, nan, 3))) == 3
    assert loads(packed(b"{", 3, 1, "a", 1.0, "b", True, "c")) == {1: "c"}
    assert len({hash(key) for key in same_hash}) == 1
    colliding = dumps(dict.fromkeys(same_hash), refer=refer)
    assert list(loads(colliding)) == same_hash


def test_surrogates_and_odd_numbers_come_back():
    odd = ["\ud800", "\udfff\ud800", "\0", -0.0, 5e-324, float("-inf"), 2**4087, -(2**4087)]
    for value in [*odd, np.str_("\ud800"), np.array(["\ud800"]), {"\ud800": "\ud800"}]:
        assert same(there_and_back(value), value)
    assert math.copysign(1, there_and_back(-0.0)) == -1


def test_keys_that_collide_take_no_time():
    # Each key is compared with all before it: what a whole frame of them may cost is bounded.
    assert codec.MAX_NODES * codec.MAX_KEYS <= 10**8


def test_an_impossible_state_becomes_opaque():
    frame = packed(b"p", "MLPClassifier", b"{", 0)
    assert "state that it cannot have" in loads(frame).type_name


def test_a_table_numbers_both_sides_alike_and_keeps_identity():
    shared, rng = np.zeros(2), np.random.default_rng(0)
    value = ([shared, {"a": shared}], rng, MLPClassifier(), [shared])
    sent, received = Table(), Table()
    back = loads(dumps(value, refer=refer, table=sent), table=received)
    assert back[0][0] is back[0][1]["a"] is back[3][0]
    assert list(map(type, sent.items)) == list(map(type, received.items))
    assert received.find(back[1]) == sent.find(rng)


def test_references_are_resolved():
    frame = dumps(object(), refer=lambda value: Ref("object", 7, "thing"))
    assert loads(frame, resolve=lambda ref: ref) == Ref("object", 7, "thing")
