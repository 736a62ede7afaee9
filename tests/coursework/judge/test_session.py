"""The judge's end of the socket against a process that speaks the protocol badly or cleverly.

The socket and the session are the real ones; the process at the other end is a thread of the
test's, so that it can send anything at all.
"""

import contextlib
import os
import socket
import threading
import time

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as stn

from coursework.judge import codec, sandbox, session
from coursework.judge import judge as judge_module
from coursework.judge.channel import HEADER
from coursework.judge.codec import CodecError, Opaque, Ref
from coursework.judge.sandbox import Limits, StudentProcess
from coursework.judge.session import Session, StudentStopped

LIMITS = Limits(call_seconds=1.0, wall_seconds=6.0)
CLEAN = {"error": None, "stdout": ""}
MEAN, DOUBLE = Ref("function", 0, "mean"), Ref("function", 1, "double")


def cases(number):
    """Return settings for so many cases, or for more if the profile asks for more."""
    return settings(max_examples=max(number, settings.default.max_examples), deadline=None)


def packed(*tokens):
    return b"".join(msgpack.packb(token) for token in tokens)


def framed(frame):
    return HEADER.pack(len(frame)) + frame


def written(value):
    return framed(codec.dumps(value, refer=codec.no_reference))


# --- the other end ---------------------------------------------------------------------


class Peer:
    """The student's end of the socket."""

    def __init__(self, end):
        self.end = end
        self.sent = 0

    def raw(self, data):
        """Send bytes, and count what was taken."""
        data = memoryview(data)
        while data:
            taken = self.end.send(data[: 1 << 16])
            self.sent += taken
            data = data[taken:]

    def send(self, *message):
        self.raw(written(message))

    def read(self):
        """Return a request (its operation, its number, its arguments) or an answer."""
        (length,) = HEADER.unpack(self.exactly(HEADER.size))
        return codec.loads(self.exactly(length), resolve=lambda ref: ref, table=codec.Table())

    def exactly(self, length):
        data = b""
        while len(data) < length:
            part = self.end.recv(length - len(data))
            if not part:
                raise ConnectionError
            data += part
        return data

    def wait(self):
        """Say nothing more, until the judge goes."""
        while self.end.recv(1 << 16):
            pass


class FakeSandbox:
    """Makes "processes", each a thread of the test's.

    Parameters
    ----------
    act : callable
        What a thread does with its end of the socket after the greeting.
    """

    def __init__(self, act):
        self.act = act
        self.left = 100
        self.peers = []
        self.threads = []
        self.failures = []

    def start(self, forbidden=()):
        ours, theirs = socket.socketpair()
        self.peers.append(Peer(theirs))
        thread = threading.Thread(target=self.run, args=(self.peers[-1],))
        self.threads.append(thread)
        thread.start()
        return StudentProcess(self, len(self.threads) - 1, ours)

    def run(self, peer):
        with peer.end:
            try:
                peer.send(0, "value", None, [])
                self.act(peer)
            except OSError:  # the judge went away: that is how most of these end
                pass
            except BaseException as error:
                self.failures.append(error)

    def end(self, number, *, kill):
        """Do as the fork server: end the process, and say that it had to be killed."""
        self.peers[number].end.close()

    def close(self):
        for thread in self.threads:
            thread.join(timeout=10)
            assert not thread.is_alive()
        assert not self.failures


def honest(peer, call, *, at="call"):
    """Answer as an honest process does, but for one operation, where `call` takes over."""
    while True:
        operation, number, *args = peer.read()
        if operation == at:
            call(peer, number, *args)
        elif operation == "cell":
            peer.send(number, "value", CLEAN, [])
        elif operation == "names":
            found = {"mean": MEAN, "double": DOUBLE}
            peer.send(number, "value", {n: r for n, r in found.items() if n in args[0]}, [])
        elif operation == "refused":
            peer.send(number, "value", [], [])
        else:
            peer.send(number, "value", Opaque("nothing"), [])


@pytest.fixture
def attack(course, monkeypatch):
    """Return a function that judges a submission whose process does as it is told."""

    def run(call, *, at="call", course=course, limits=LIMITS):
        made = []

        def fake(*args, **kwargs):
            made.append(FakeSandbox(lambda peer: honest(peer, call, at=at)))
            return made[-1]

        monkeypatch.setattr(judge_module.sandbox, "Sandbox", fake)
        before = threading.active_count(), len(os.listdir("/proc/self/fd"))
        verdict = course.judge(limits=limits, confined=False)
        assert (threading.active_count(), len(os.listdir("/proc/self/fd"))) == before
        return verdict, [peer for box in made for peer in box.peers]

    return run


N = object()


def sends(*message):
    """Return an attacker that sends one message in place of a reply. N is the right number."""

    def call(peer, number, *_):
        peer.send(*(number if part is N else part for part in message))
        peer.wait()

    return call


def sends_value(value):
    def call(peer, number, *_):
        peer.raw(written(value))
        peer.wait()

    return call


def sends_raw(data, then=Peer.wait):
    def call(peer, number, *_):
        peer.raw(data)
        then(peer)

    return call


def floods(peer, data):
    """Send the same without end, and listen, so that nobody waits for anybody."""

    def listen():
        with contextlib.suppress(OSError):
            peer.wait()

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        while True:
            peer.raw(data)
    finally:
        listener.join(timeout=10)


def drips(peer, number, *_):
    for byte in framed(bytes(1000)):
        peer.raw(bytes([byte]))
        time.sleep(0.05)


def asks(*question):
    return sends(N, "ask", question, [])


def after_the_number(kind, content):
    return sends(N, kind, content, [])


def changed(*changes):
    return sends(N, "value", 3.0, list(changes))


def reports(**report):
    error = {"type": "A", "bases": [], "text": "b", "line": ""} | report
    return after_the_number("error", {k: v for k, v in error.items() if v is not ...})


TWO = np.array([1, 1])
STRANGE = [None, True, 1.0, "1", TWO, np.int64(1), [1], {}, float("nan"), 2**70, Opaque("int")]
NOT_MADE, NONE = "a reply to a request that was not made", "a reply that is none"
NO_KIND, UNKNOWN = "a reply without a number and a kind", "a reply of an unknown kind"
WAITS = "ran longer than 1 s"
BROKEN = {
    # to calls that were never made
    "the number before": (sends(0, "value", 3.0, []), NOT_MADE),
    "a later number": (sends(10**6, "value", 3.0, []), NOT_MADE),
    "a negative number": (sends(-1, "value", 3.0, []), NOT_MADE),
    "a vast number": (sends(-(2**200), "value", 3.0, []), NOT_MADE),
    **{
        f"number {type(number).__name__}": (sends(number, "value", 3.0, []), NO_KIND)
        for number in STRANGE
        if type(number) is not int
    },
    # messages of no sense
    **{
        f"message {type(message).__name__} {number}": (sends_value(message), NONE)
        for number, message in enumerate([*STRANGE, (), (1, "value", 3.0), (1,) * 5, [1] * 4])
    },
    "kind verdict": (after_the_number("verdict", "correct"), UNKNOWN),
    "kind empty": (after_the_number("", 1), UNKNOWN),
    **{
        f"kind {type(kind).__name__}": (after_the_number(kind, 3.0), NO_KIND)
        for kind in [*STRANGE, np.array(["value", "value"]), np.str_("value"), b"value"]
        if type(kind) not in (str, bytes)
    },
    **{
        f"the same as {number!r}": (after_the_number("same", number), UNKNOWN)
        for number in (-1, 10**6, True, 0.0, "0", None, TWO)
    },
    # handles and references
    "own of the judge's": (after_the_number("value", Ref("own", 0, "x")), "of an unknown kind"),
    "import": (after_the_number("value", Ref("import", 0, "os:system")), "of an unknown kind"),
    "callback never passed": (
        after_the_number("value", Ref("callback", 0, "f")),
        "of an unknown kind",
    ),
    "given never passed": (after_the_number("value", Ref("given", 9, "f")), "of an unknown kind"),
    "unheard kind": (after_the_number("value", Ref("verdict", 0, "x")), "of an unknown kind"),
    "asks a callback never passed": (
        asks("call", Ref("callback", 3, "f"), [], {}),
        "of an unknown kind",
    ),
    # changes of arguments
    "changes none": (sends(N, "value", 3.0, None), "a list of changes"),
    "changes tuple": (sends(N, "value", 3.0, ()), "a list of changes"),
    "change none": (changed(None), "a change that is none"),
    "change too short": (changed((0,)), "a change that is none"),
    "change at a text": (changed(("0", [1.0])), "a change that is none"),
    "change at True": (changed((True, [1.0])), "a change that is none"),
    "change before all": (changed((-1, [1.0])), "was not passed"),
    "change behind all": (changed((10**6, [1.0])), "was not passed"),
    "change of type": (changed((0, {})), "became another type"),
    # reports of errors
    "error None": (after_the_number("error", None), "incomplete"),
    "error list": (after_the_number("error", [1]), "incomplete"),
    "error without type": (reports(type=...), "incomplete"),
    "error of an array as text": (reports(text=TWO), "incomplete"),
    "error without bases": (reports(bases=...), "names no types"),
    "error of a text of bases": (reports(bases="builtins.ValueError"), "names no types"),
    # questions
    "question None": (after_the_number("ask", None), "a question that is none"),
    "question too short": (asks("call", None, []), "a question that is none"),
    "question with a tuple": (asks("call", None, (), {}), "impossible arguments"),
    "question with no names": (asks("call", None, [], []), "impossible arguments"),
    "question with a number for a name": (asks("call", None, [], {1: 2}), "impossible arguments"),
    # bytes
    "no msgpack": (sends_raw(framed(b"\xc1")), "is not msgpack"),
    "an empty frame": (sends_raw(framed(b"")), "ends early"),
    "a frame of two values": (sends_raw(framed(packed(None, None))), "goes on"),
    "4 GB claimed": (sends_raw(b"\xff" * 4), "more than any answer needs"),
    "one byte too much claimed": (
        sends_raw(HEADER.pack(codec.MAX_FRAME_BYTES + 1)),
        "more than any answer needs",
    ),
    "an array of 2**60 claimed": (
        sends_raw(framed(packed(b"(", 4, 0, "value", b"a", "<f8", True, 2, 2**30, 2**30, b""))),
        "more or fewer bytes",
    ),
    "nested 100 000 deep": (sends_raw(framed(packed(b"[", 1) * 100_000)), "nested"),
}
LATE = {
    "silence": (lambda peer, *_: peer.wait(), WAITS),
    "half a length": (sends_raw(b"\x01\x00"), WAITS),
    "a length alone": (sends_raw(HEADER.pack(1000)), WAITS),
    "half a frame": (sends_raw(framed(bytes(1000))[:500]), WAITS),
    "a slow drip": (drips, WAITS),
    "closes": (lambda peer, *_: peer.end.close(), "closed its connection"),
    "closes in a length": (
        sends_raw(b"\x01", then=lambda peer: peer.end.close()),
        "closed its connection",
    ),
    "closes in a frame": (
        sends_raw(framed(bytes(99))[:50], then=lambda peer: peer.end.close()),
        "closed its connection",
    ),
}


@pytest.mark.parametrize("name", [*BROKEN, *LATE])
def test_what_no_answer_sends_ends_in_one_clear_verdict(attack, name):
    call, words = (BROKEN | LATE)[name]
    verdict, _ = attack(call)
    first, second = verdict.checks
    for result in (first, second):  # the second check calls the same attacker
        assert result.score == 0
        assert words in result.message
        assert result.message.startswith("Your code ")
    assert {first.status, second.status} == {"error" if name in BROKEN else "incorrect"}
    assert words in verdict.stopped


CELL_OR_NAMES = [None, 3, "text", [], TWO, {"error": 1}, {"error": {}}, {"stdout": TWO}]


@pytest.mark.parametrize("at", ["cell", "names"])
@pytest.mark.parametrize("told", CELL_OR_NAMES, ids=repr)
def test_a_word_on_cells_and_names_may_be_anything(attack, at, told):
    verdict, _ = attack(lambda peer, number, *_: peer.send(number, "value", told, []), at=at)
    for result in verdict.checks:
        assert result.score == 0
        assert result.status in ("incorrect", "not attempted")
        assert result.message


def test_an_error_in_place_of_a_report_on_a_cell_is_the_answers(attack):
    def call(peer, number, *_):
        peer.send(number, "error", {"type": "E", "bases": [], "text": "no", "line": ""}, [])

    verdict, _ = attack(call, at="cell")
    assert {(one.status, one.message) for one in verdict.checks} == {
        ("incorrect", "Your code stopped with E: no")
    }


@pytest.fixture
def callback_course(make_course):
    """Return a lesson whose check passes a function to the answer."""
    check = 'with exercise("1 Mean"):\n    check_equal(mean(lambda: 1), 2, "mean(f)")'
    return make_course({"mean": ("def mean(f): ...", check)})


def ask(peer, number, *question):
    peer.send(number, "ask", question, [])
    return peer.read()


def test_callbacks_in_a_loop_have_an_end(attack, callback_course, monkeypatch):
    monkeypatch.setattr(session, "MAX_QUESTIONS", 300)
    answers = []

    def call(peer, number, func, args, kwargs):
        while True:
            answers.append(ask(peer, 0, "call", args[0], [], {}))

    verdict, _ = attack(call, course=callback_course)
    assert "questions without end" in verdict.checks[0].message
    assert set(answers) == {("given", 1)}
    assert 299 <= len(answers) <= 300  # the last one may come as the socket is closed


def test_questions_without_pause_are_late(attack, callback_course):
    def call(peer, number, func, args, kwargs):
        floods(peer, written((0, "ask", ("call", args[0], [], {}), [])))

    verdict, _ = attack(call, course=callback_course)
    assert verdict.checks[0].message in (
        f"Your code {WAITS}.",
        "Your code sent what no answer sends: questions without end.",
    )


def test_the_judge_and_an_answer_cannot_call_each_other_without_end(attack, make_course):
    check = """
with exercise("1 Mean"):
    def back():
        return mean(back)
    check_equal(mean(back), 2, "mean(back)")
"""
    course = make_course({"mean": ("def mean(f): ...", check)})
    depth = []

    def call(peer, number, func, args, kwargs):
        depth.append("call")
        kind, *rest = ask(peer, 0, "call", args[0], [], {})
        while kind == "call":  # the judge's function calls again
            depth.append(kind)
            kind, *rest = ask(peer, 0, "call", args[0], [], {})
        assert rest[0]["bases"][0] == "builtins.RecursionError"
        peer.end.close()

    verdict, _ = attack(call, course=course)
    assert verdict.checks[0].score == 0
    assert len(depth) == session.MAX_NESTING


ODD_QUESTIONS = {
    "another way": ("delete", "F", [], {}),
    "an array as a way": (np.array(["call", "call"]), "F", [], {}),
    "a text as a way, of NumPy's": (np.str_("get"), "F", ["__globals__"], {}),
    "no target": ("call", None, [], {}),
    "a function of its own": ("call", Ref("function", 5, "f"), [], {}),
    "a private name": ("get", "F", ["__globals__"], {}),
    "a public name": ("get", "F", ["anything"], {}),
    "an array as a name": ("get", "F", [TWO], {}),
    "sets": ("set", "F", ["__code__", 1], {}),
    "too many arguments": ("call", "F", [1] * 1000, {}),
    "odd names": ("call", "F", [], {"\ud800": 1, "": 2}),
}


@pytest.mark.parametrize("name", ODD_QUESTIONS)
def test_an_odd_question_gets_an_error_and_the_call_goes_on(attack, callback_course, name):
    answers = []

    def call(peer, number, func, args, kwargs):
        how, target, *rest = ODD_QUESTIONS[name]
        question = (how, args[0] if target == "F" else target, *rest)
        answers.append(ask(peer, 0, *question))
        peer.send(number, "value", 3, [])

    verdict, _ = attack(call, course=callback_course)
    assert [answer[0] for answer in answers] == ["raise"]
    assert (verdict.checks[0].status, verdict.checks[0].score) == ("incorrect", 0)
    assert "mean(f)" in verdict.checks[0].message


@pytest.mark.parametrize("kind", ["object", "callable", "function", "class"])
def test_a_handle_that_it_never_got_is_just_a_wrong_value(attack, kind):
    def call(peer, number, *_):
        peer.send(number, "value", Ref(kind, 2**32, "float"), [])

    verdict, _ = attack(call)
    for result in verdict.checks:
        assert (result.status, result.score) == ("incorrect", 0)


def test_handles_without_end_are_bounded(attack, monkeypatch):
    monkeypatch.setattr(session, "MAX_STAND_INS", 1000)
    seen = []
    make = session.RemoteObject.__init__
    monkeypatch.setattr(
        session.RemoteObject, "__init__", lambda self, *args: seen.append(1) or make(self, *args)
    )

    def call(peer, number, *_):
        for start in range(0, 10_000, 100):
            refs = [Ref("object", start + i, "x") for i in range(100)]
            peer.send(0, "ask", ("call", None, refs, {}), [])
            assert peer.read()[0] == "raise"

    verdict, _ = attack(call)
    assert "it names more than 1000 objects" in verdict.checks[0].message
    assert len(seen) <= 2 * 1000  # one process for each check


def test_an_endless_stream_is_cut(attack, monkeypatch):
    monkeypatch.setattr(session, "MAX_RECEIVED_BYTES", 1 << 20)
    frame = written((0, "ask", ("call", None, [np.zeros(1000)], {}), []))

    verdict, peers = attack(lambda peer, *_: floods(peer, frame))
    assert "more than any answer needs" in verdict.checks[0].message
    # What the socket itself holds is small beside what was allowed.
    assert all(peer.sent <= 3 << 20 for peer in peers)


def test_who_does_not_listen_is_late():
    over = threading.Event()
    box = FakeSandbox(lambda peer: over.wait(timeout=30))
    one = Session(box, limits=LIMITS, deadline=time.monotonic() + 30)
    with pytest.raises(StudentStopped, match=WAITS):
        one.request("call", None, [np.zeros(1 << 22)], {})
    over.set()
    assert one.close()
    box.close()


def right_then(extra):
    """Return an honest process that sends something behind each of its replies."""

    def call(peer, number, func, args, kwargs):
        value = 2 * args[0] if func.id == DOUBLE.id else sum(args[0]) / len(args[0])
        peer.send(number, "value", float(value), [])
        extra(peer, number)

    return call


def test_what_comes_after_a_reply_is_no_reply_to_the_next_call(attack):
    verdict, _ = attack(right_then(lambda peer, number: peer.send(number, "value", 1, [])))
    assert verdict.checks[0].score == 0
    assert NOT_MADE in verdict.checks[0].message


def test_a_frame_after_the_verdict_changes_nothing(attack, make_course):
    check = 'with exercise("1 Mean"):\n    check_equal(mean([2.0, 4.0]), 3.0, "mean")'
    course = make_course({"mean": ("def mean(v): ...", check)})
    junk = right_then(lambda peer, number: peer.raw(framed(b"\xc1" * 1000) + b"\xff" * 4))
    for _ in range(2):  # and nothing of it is left for the next submission
        verdict, _ = attack(junk, course=course)
        assert (verdict.checks[0].status, verdict.stopped) == ("correct", "")


def test_silence_before_the_greeting_is_no_students_fault(monkeypatch):
    monkeypatch.setattr(session, "START_SECONDS", 0.2)
    box = FakeSandbox(None)
    box.run = lambda peer: peer.end.recv(1)
    box.complaint = lambda: ""
    monkeypatch.setattr(box, "close", lambda: None)
    one = Session(box, limits=LIMITS, deadline=time.monotonic() + 5)
    with pytest.raises(sandbox.SandboxUnavailable, match="no student's fault"):
        one.request("names", [])
    one.close()
    box.threads[0].join(timeout=10)


# --- random replies --------------------------------------------------------------------

refs = st.builds(
    Ref,
    st.sampled_from(["object", "function", "callable", "class", "callback", "given", "own"]),
    st.integers(0, 3),
    st.text(max_size=3),
)
arrays = stn.arrays(st.sampled_from(["<f8", "|b1", "<U2", "<i8"]), stn.array_shapes(min_dims=0))
words = st.sampled_from(
    ["value", "same", "error", "ask", "call", "get", "set", "type", "bases", "text", "line"]
)
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 3), st.floats(), words, refs, arrays, st.text()
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(words, inner, max_size=5),
    ),
    max_leaves=12,
)
bases = st.lists(
    st.one_of(
        values,
        st.sampled_from(
            [
                *("builtins.ValueError", "builtins.UnicodeDecodeError", "builtins.ExceptionGroup"),
                *("builtins.KeyboardInterrupt", "numpy.linalg.LinAlgError", "builtins.\ud800"),
                *("goodpractice.checks.NotAttempted", "os.error", "builtins.exit", ".", ""),
            ]
        ),
    ),
    max_size=3,
)
errors = st.fixed_dictionaries(
    {"type": st.text(max_size=5), "bases": bases, "text": st.text(), "line": st.text()},
    optional={"raised": st.one_of(st.integers(-2, 3), values)},
)
changes = st.lists(st.one_of(st.tuples(st.integers(-1, 5), values), values), max_size=3)
contents = st.one_of(values, errors, st.tuples(words, refs, values, values))
replies = st.tuples(
    st.one_of(st.just(1), st.integers(-1, 3), values),
    st.one_of(words, values),
    contents,
    st.one_of(changes, values),
)


class Said:
    """A sandbox whose process has said all that it will ever say before it is asked."""

    def __init__(self, data):
        self.data = data

    def start(self, forbidden=()):
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        theirs.send(written((0, "value", None, [])) + self.data)
        theirs.shutdown(socket.SHUT_WR)
        self.end_of_it = theirs
        return StudentProcess(self, 0, ours)

    def end(self, number, *, kill):
        return 0


def ask_for(data):
    """Ask a process that says this for a call: what comes of it is its word, or its end."""
    box = Said(data)
    one = Session(box, limits=LIMITS, deadline=time.monotonic() + 30)
    rng = np.random.default_rng(0)
    args = [[1.0], {"a": 1}, np.zeros(3), rng, lambda value=1: value]
    try:
        one.request("call", session.RemoteFunction(one, MEAN), args, {})
    except StudentStopped:
        pass
    except Exception as error:
        if not hasattr(error, "student_line"):
            raise
    finally:
        assert one.close()
        box.end_of_it.close()


@given(st.lists(replies, min_size=1, max_size=3))
@cases(300)
def test_any_replies_end_in_a_value_a_students_error_or_a_stop(messages):
    ask_for(b"".join(map(written, messages)))


@given(st.lists(replies, min_size=1, max_size=2), st.data())
@cases(300)
def test_bytes_of_replies_that_were_tampered_with_do_so_too(messages, data):
    stream = bytearray(b"".join(map(written, messages)))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(stream)))
        cut = data.draw(st.integers(0, 4))
        stream[place : place + cut] = data.draw(st.binary(max_size=4))
    ask_for(bytes(stream))


@given(st.one_of(values, errors))
@cases(300)
def test_any_report_of_an_error_makes_an_exception_or_is_refused(report):
    try:
        error = session.student_error(report)
    except CodecError:
        return
    assert isinstance(error, Exception)
    assert type(str(error)) is type(error.student_line) is str
    assert f"{type(error).__name__}: {error}".encode()
