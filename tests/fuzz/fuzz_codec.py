"""Look for a frame that breaks the codec, guided by coverage (atheris, which is libFuzzer).

    python -m pip install atheris                  # wheels for Linux on x86-64
    python tests/fuzz/fuzz_codec.py                # until Ctrl+C, or until it finds something
    python tests/fuzz/fuzz_codec.py corpus -max_total_time=300
    python tests/fuzz/fuzz_codec.py crash-4a7d     # once more what it found

It starts with valid frames and mutates them, half of the time as bytes and half of the time
token by token. `corpus` is a folder that keeps what reached new code; without one it is
forgotten. What follows is handed to libFuzzer (`-help=1` lists it).

An input is a byte of options, then a frame. Whatever it holds, reading it ends in a value or in
a `CodecError`; a value can be written again, and then means the same. Anything else is a crash:
libFuzzer writes the input to `crash-...`, `timeout-...` or `oom-...`. Replaying needs no atheris.
Mend the codec, and add the input to `CASES` in tests/coursework/judge/test_codec.py.
"""

from __future__ import annotations

import random
import sys
import tempfile
from contextlib import nullcontext, suppress
from pathlib import Path

import msgpack
import numpy as np

try:
    import atheris
except ImportError:
    atheris = None

with (
    atheris.instrument_imports(include=["coursework", "goodpractice"])
    if atheris
    else nullcontext()
):
    from coursework.judge import codec
    from goodpractice.callbacks import History
    from goodpractice.neural_network import MLPClassifier
    from goodpractice.preprocessing import PolynomialFeatures, StandardScaler, make_pipeline

TABLED, RESOLVED = 1, 2
TAGS = [bytes([tag]) for tag in b"I[({asucgprho"]
ODD_TOKENS = [
    *TAGS,
    *codec.RECORDS,
    *("<f8", ">f8", "|O", "O", "|V8", "<U3", "<U999999", "|S1", "|b1", "<M8[ns]", "<f8,<f8"),
    *("(2,)<f8", "object", "function", "callback", "", "\ud800", "\0"),
    *(0, 1, -1, 2, 40, 255, 256, 2**16, 2**31 - 1, 2**31, 2**32, 2**63 - 1, 2**64 - 1, -(2**63)),
    *(None, True, False, 0.0, float("nan"), float("inf"), 5e-324),
    *(b"", b"\x00", b"\xff" * 8, bytes(16), b"\xff" * 16),
]


def refer(value):
    return codec.Opaque(type(value).__name__)


def valid_values():
    """Return one of everything that may cross, and some of it nested."""
    X, y = np.arange(12.0).reshape(6, 2), np.array([0, 1, 0, 1, 0, 1])
    model = MLPClassifier((3,), max_epochs=2, random_state=0).fit(X, y)
    history = History()
    history.record(1, loss=2.0)
    scalars = [np.dtype(name).type(1) for name in sorted(codec._DTYPES)]
    arrays = [np.ones((2, 3), name) for name in sorted(codec._DTYPES)]
    arrays += [
        np.array(["ab", "c"]),
        np.array([b"ab", b"c"]),
        np.empty((0, 3)),
        np.float64(2.0) * X.T,
    ]
    shared = [1]
    return [
        *(None, True, 0, -1, 2**63, 2**64 - 1, 2**64, -(2**200), 1.5, float("nan"), "é\ud800"),
        *(
            1j,
            np.str_("text"),
            [],
            (),
            {},
            [[[]]],
            ((1,), {"a": (2.5, [None])}),
            {(1, "b"): 1, 2: 3},
        ),
        *(np.random.default_rng(0), model, MLPClassifier(), history, StandardScaler().fit(X)),
        *(PolynomialFeatures(2).fit(X), make_pipeline(StandardScaler(), PolynomialFeatures(2))),
        *(codec.Opaque("thing"), codec.Ref("object", 7, "Thing"), codec.Ref("callback", 0, "f")),
        *(scalars, arrays, *arrays, [shared, shared, {"a": shared}]),
        (1, "value", [1.0], [(0, [2])]),
        (1, "same", 0, []),
        (0, "ask", ("call", codec.Ref("callback", 0, "f"), [1], {"a": 2}), []),
        (1, "error", {"type": "A", "bases": ["builtins.ValueError"], "text": "b", "line": ""}, []),
    ]


def seeds():
    """Return inputs made of valid frames."""
    for value in valid_values():
        frame = codec.dumps(value, refer=refer, table=codec.Table())
        yield bytes([TABLED | RESOLVED]) + frame
        yield bytes([RESOLVED]) + frame


def read(data):
    """Return the value of an input, or None if it is refused."""
    options = data[0] if data else 0
    resolve = (lambda ref: ref) if options & RESOLVED else None
    table = codec.Table() if options & TABLED else None
    try:
        return codec.loads(data[1:], resolve=resolve, table=table)
    except codec.CodecError:
        return None


def written(value, options):
    return codec.dumps(value, refer=refer, table=codec.Table() if options & TABLED else None)


def one_input(data):
    """Raise if the codec does anything with an input but read or refuse it."""
    value = read(data)
    if value is None:
        return
    frame = written(value, data[0])
    again = read(data[:1] + frame)
    assert written(again, data[0]) == frame, "what was read does not come back as it was"


# --- mutations -------------------------------------------------------------------------


def split(frame):
    """Return the tokens of a frame, as far as it has any."""
    tokens = []
    unpacker = msgpack.Unpacker(unicode_errors="surrogatepass", strict_map_key=False)
    unpacker.feed(frame)
    with suppress(Exception):  # the rest may be no msgpack
        tokens.extend(unpacker)
    return tokens


def packed(token):
    try:
        return msgpack.packb(token, unicode_errors="surrogatepass")
    except Exception:  # such as an extension or an int that only came in
        return b"\xc0"


def mutate(data, largest, seed):
    """Change bytes, or take, put, double, exchange or move a token."""
    chance = random.Random(seed)
    tokens = split(data[1:])
    if not tokens or chance.random() < 0.5:
        return atheris.Mutate(data, largest)
    place, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    act = chance.randrange(5)
    if act == 0:
        del tokens[place]
    elif act == 1:
        tokens.insert(place, chance.choice(ODD_TOKENS))
    elif act == 2:
        tokens[place] = chance.choice(ODD_TOKENS)
    elif act == 3:
        tokens[place], tokens[other] = tokens[other], tokens[place]
    else:
        tokens[place:place] = tokens[min(place, other) : max(place, other) + 1]
    return (data[:1] + b"".join(map(packed, tokens)))[:largest]


# --- running ---------------------------------------------------------------------------


def replay(paths):
    """Run inputs that were found."""
    for path in paths:
        one_input(Path(path).read_bytes())
        print(f"{path}: read or refused, as it should be")


def main(arguments):
    """Replay files, or fuzz."""
    paths = [word for word in arguments if not word.startswith("-")]
    if paths and all(Path(path).is_file() for path in paths):
        return replay(paths)
    if atheris is None:
        raise SystemExit("Install atheris to fuzz: python -m pip install atheris")
    with tempfile.TemporaryDirectory() as first:
        for number, data in enumerate(seeds()):
            Path(first, f"{number}").write_bytes(data)
        limits = ["-timeout=10", "-rss_limit_mb=2048", "-max_len=4096"]
        folders = [*paths, first] if paths else [first]
        flags = [word for word in arguments if word.startswith("-")]
        for path in paths:
            Path(path).mkdir(parents=True, exist_ok=True)
        atheris.Setup([sys.argv[0], *limits, *flags, *folders], one_input, custom_mutator=mutate)
        atheris.Fuzz()
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
