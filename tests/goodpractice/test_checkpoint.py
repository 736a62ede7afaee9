import dataclasses
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import goodpractice
from goodpractice import checkpoint as module
from goodpractice import neural_network
from goodpractice.callbacks import Callback, EarlyStopping, History, ModelCheckpoint
from goodpractice.checkpoint import (
    Checkpoint,
    CheckpointError,
    best_checkpoint,
    list_checkpoints,
    load_checkpoint,
    save_checkpoint,
)
from goodpractice.datasets import make_blobs, make_sine
from goodpractice.neural_network import MLPClassifier

OPTIMIZERS = sorted(neural_network._OPTIMIZERS)


def problem(n_classes=2, n_samples=60, seed=0):
    return make_blobs(n_samples, centers=n_classes, noise=2.0, random_state=seed)


def fitted(*args, n_classes=2, **kwargs):
    kwargs = {"random_state": 0, "max_epochs": 3, "batch_size": 16} | kwargs
    X, y = problem(n_classes)
    return MLPClassifier(*args, **kwargs).fit(X, y)


def run_python(code, *arguments, **kwargs):
    """Run code in another process, which finds the same library."""
    lib = str(Path(goodpractice.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": lib, "OPENBLAS_NUM_THREADS": "1"},
        check=True,
        capture_output=True,
        text=True,
        **kwargs,
    ).stdout


# --- what is saved comes back


def test_everything_comes_back(tmp_path):
    model = fitted((4, 3), "relu", alpha=0.1, n_classes=3)
    history = History()
    history.record(3, loss=0.5, f1=np.nan)
    extra = {
        "note": "é\ud800 \U0001f600",
        "numbers": [1, -1, 2**100, 0.5, np.inf, True, None],
        "nested": {"a": ((), [], {}), "b": ("x", "x")},
        "scalars": (np.float64(0.25), np.int32(7), np.bool_(True), np.str_("s")),
        "arrays": [
            np.arange(6.0).reshape(2, 3).T,
            np.array(2.5),
            np.zeros((0, 5), dtype=np.float32),
            np.array([True, False]),
            np.array(["a", "bcd", "\U0001f600"]),
            np.arange(3, dtype=">i8"),
            np.zeros(20_000, dtype=np.uint8),
        ],
    }
    extra["arrays"][0].flags.writeable = False
    path = save_checkpoint(tmp_path / "new" / "model.ckpt", model, history=history, **extra)
    assert path == tmp_path / "new" / "model.ckpt"
    checkpoint = load_checkpoint(str(path))
    assert isinstance(checkpoint, Checkpoint)
    assert checkpoint.epoch == 3
    assert repr(checkpoint.model.get_state()) == repr(model.get_state())
    assert repr(checkpoint.history.get_state()) == repr(history.get_state())
    assert checkpoint.model.history_.get_state() == model.history_.get_state()
    arrays = checkpoint.extra.pop("arrays")
    for array, original in zip(arrays, extra.pop("arrays"), strict=True):
        assert array.dtype == original.dtype.newbyteorder("=")
        assert array.flags.writeable
        assert array.shape == original.shape
        assert np.array_equal(array, original)
    scalars = checkpoint.extra.pop("scalars")
    assert scalars == extra.pop("scalars") == (0.25, 7, True, "s")
    assert [type(scalar) for scalar in scalars] == [float, int, bool, str]
    assert checkpoint.extra == extra
    with pytest.raises(dataclasses.FrozenInstanceError):
        checkpoint.model = None


def test_without_a_history_it_is_that_of_the_model(tmp_path):
    checkpoint = load_checkpoint(save_checkpoint(tmp_path / "a.ckpt", fitted()))
    assert checkpoint.history is checkpoint.model.history_
    assert checkpoint.history.epochs == [1, 2, 3]
    assert checkpoint.extra == {}


@pytest.mark.parametrize("labels", [["no", "yes"], [False, True], [0.5, 1.5, 3.0]])
def test_labels_come_back(labels, tmp_path):
    codes = problem(len(labels))[1]
    model = MLPClassifier((), max_epochs=1, random_state=np.random.default_rng(1))
    model.fit(problem(len(labels))[0], np.array(labels)[codes])
    loaded = load_checkpoint(save_checkpoint(tmp_path / "a.ckpt", model)).model
    assert loaded.classes_.tolist() == labels
    assert loaded.classes_.dtype == model.classes_.dtype
    assert loaded._generator is loaded.random_state


def test_the_file_is_an_ordinary_pickle_for_who_trusts_it(tmp_path):
    model = fitted()
    contents = pickle.loads(save_checkpoint(tmp_path / "a.ckpt", model, lesson=4).read_bytes())
    assert contents["extra"] == {"lesson": 4}
    assert np.array_equal(contents["model"]["weights"], model.get_state()["weights"])


def test_equal_models_make_equal_files(tmp_path):
    other_object = "".join(["ad", "am"])  # equal to the optimizer's name, and not the same
    one = save_checkpoint(tmp_path / "1.ckpt", fitted((4,), "relu"), note=other_object)
    loaded = load_checkpoint(one)
    two = save_checkpoint(tmp_path / "2.ckpt", loaded.model, **loaded.extra)
    three = save_checkpoint(tmp_path / "3.ckpt", fitted((4,), "relu"), note="adam")
    assert one.read_bytes() == two.read_bytes() == three.read_bytes()


# --- resuming


class StopAt(Callback):
    def __init__(self, epoch):
        self.epoch = epoch

    def on_epoch_end(self, model, epoch, logs):
        model.stop_training = epoch == self.epoch


RESUME = """
import sys
from goodpractice.checkpoint import load_checkpoint, save_checkpoint
from goodpractice.datasets import make_blobs
source, target, n_classes, how = sys.argv[1:]
X, y = make_blobs(60, centers=int(n_classes), noise=2.0, random_state=0)
validation_data = make_blobs(30, centers=int(n_classes), noise=2.0, random_state=1)
model = load_checkpoint(source).model
assert model.epoch_ == 300, model.epoch_
if how == "fit":
    model.fit(X, y, validation_data=validation_data, evaluate_every=10, resume=True)
else:
    for _ in range(300):
        model.partial_fit(X, y)
save_checkpoint(target, model)
"""


@pytest.mark.parametrize("n_classes", [2, 3])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_fit_resumes_bit_for_bit_in_another_process(optimizer, n_classes, tmp_path):
    options = {"optimizer": optimizer, "batch_size": 16, "alpha": 0.01, "random_state": 3}
    X, y = problem(n_classes)
    fit = {"validation_data": problem(n_classes, 30, seed=1), "evaluate_every": 10}
    model = MLPClassifier((5, 4), max_epochs=600, **options)
    whole = save_checkpoint(tmp_path / "whole.ckpt", model.fit(X, y, **fit))
    interrupted = MLPClassifier((5, 4), max_epochs=600, **options)
    interrupted.fit(X, y, callbacks=[StopAt(300)], **fit)
    half = save_checkpoint(tmp_path / "half.ckpt", interrupted)
    run_python(RESUME, half, tmp_path / "resumed.ckpt", n_classes, "fit")
    assert model.epoch_ == 600
    assert len(model.history_) == 60
    assert (tmp_path / "resumed.ckpt").read_bytes() == whole.read_bytes()
    assert half.read_bytes() != whole.read_bytes()


RESUME_WITH_EARLY_STOPPING = """
import sys
from goodpractice.callbacks import EarlyStopping
from goodpractice.checkpoint import load_checkpoint, save_checkpoint
from goodpractice.datasets import make_sine
source, target, patience, max_epochs = sys.argv[1:]
X, y = make_sine(80, label_noise=0.2, random_state=0)
validation_data = make_sine(80, label_noise=0.2, random_state=1)
model = load_checkpoint(source).model
model.max_epochs = int(max_epochs)
stopping = EarlyStopping(patience=int(patience), min_delta=1e-4)
model.fit(X, y, validation_data=validation_data, callbacks=[stopping], resume=True)
save_checkpoint(target, model)
print(stopping.best_epoch_, stopping.best_score_, stopping.stopped_epoch_)
"""


@pytest.mark.parametrize("how", ["saved by hand", "killed", "killed, saving first"])
@pytest.mark.parametrize(("patience", "stops"), [(200, True), (1000, False)])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_early_stopping_resumes_bit_for_bit_in_another_process(
    optimizer, patience, stops, how, tmp_path
):
    X, y = make_sine(80, label_noise=0.2, random_state=0)
    rate = {"adam": 0.003, "sgd": 0.2}[optimizer]

    def fit(max_epochs, *callbacks):
        model = MLPClassifier(
            (50,), optimizer=optimizer, learning_rate=rate, max_epochs=max_epochs, random_state=0
        )
        valid = make_sine(80, label_noise=0.2, random_state=1)
        return model.fit(X, y, validation_data=valid, callbacks=callbacks)

    def stop():
        return EarlyStopping(patience=patience, min_delta=1e-4)

    stopping = stop()
    model = fit(600, stopping)
    whole = save_checkpoint(tmp_path / "whole.ckpt", model)
    # What was asked for is really there: it stops after the interruption, or not at all.
    assert stopping.stopped_epoch_ > 300 if stops else model.epoch_ == 600
    assert stopping.best_epoch_ < model.epoch_
    if how == "saved by hand":  # when the training was over, and its best weights restored
        half = save_checkpoint(tmp_path / "half.ckpt", fit(300, stop()))
    else:
        callbacks = [stop(), ModelCheckpoint(tmp_path / "run", every=300), StopAt(301)]
        fit(600, *(reversed(callbacks) if "first" in how else callbacks))
        half = tmp_path / "run" / "epoch_000300.ckpt"
    resumed = tmp_path / "resumed.ckpt"
    out = run_python(RESUME_WITH_EARLY_STOPPING, half, resumed, patience, 600)
    assert resumed.read_bytes() == whole.read_bytes()
    expected = (stopping.best_epoch_, stopping.best_score_, stopping.stopped_epoch_)
    assert out.split() == list(map(str, expected))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_partial_fit_resumes_bit_for_bit_in_another_process(optimizer, tmp_path):
    X, y = problem()
    model = MLPClassifier((5,), "relu", optimizer=optimizer, batch_size=16, random_state=3)
    for epoch in range(1, 601):
        model.partial_fit(X, y)
        if epoch == 300:
            half = save_checkpoint(tmp_path / "half.ckpt", model)
    whole = save_checkpoint(tmp_path / "whole.ckpt", model)
    run_python(RESUME, half, tmp_path / "resumed.ckpt", 2, "partial_fit")
    assert (tmp_path / "resumed.ckpt").read_bytes() == whole.read_bytes()


def test_a_planned_end_can_be_moved(tmp_path):
    X, y = problem()
    loaded = load_checkpoint(save_checkpoint(tmp_path / "a.ckpt", fitted(max_epochs=4))).model
    loaded.max_epochs = 9
    loaded.fit(X, y, resume=True)
    assert repr(loaded.get_state()) == repr(fitted(max_epochs=9).get_state())


# --- what cannot be saved


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"x": {1, 2}}, r"checkpoint\['extra'\]\['x'\] holds a set; wanted plain data"),
        ({"x": [object()]}, "holds an object"),
        ({"x": b"bytes"}, "holds a bytes"),
        ({"x": {1: 2}}, "holds a dict; wanted .* keys of type str"),
        ({"x": type("Sub", (dict,), {})()}, "holds a Sub"),
        ({"x": np.array([None])}, "holds an ndarray of object"),
        ({"x": np.zeros(2, dtype="M8[s]")}, "holds an ndarray of datetime64"),
        ({"x": np.zeros(2).view(np.recarray)}, "holds a recarray"),
        ({"x": np.zeros(2, dtype=[("a", "f8")])}, "holds an ndarray of"),
        ({"x": np.longdouble(1)}, "holds a longdouble"),
        ({"x": 2**5000}, "holds an int"),
        ({"x": [[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}, "nested more than 16 levels deep"),
        ({"x": lambda: None}, "holds a function"),
    ],
)
def test_what_is_no_plain_data_is_refused_and_the_old_file_stays(extra, message, tmp_path):
    path = save_checkpoint(tmp_path / "a.ckpt", fitted())
    before = path.read_bytes()
    with pytest.raises(ValueError, match=message):
        save_checkpoint(path, fitted(max_epochs=1), **extra)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.ckpt"]


def test_a_recursive_list_is_refused(tmp_path):
    recursive = []
    recursive.append(recursive)
    with pytest.raises(ValueError, match="nested more than 16 levels deep"):
        save_checkpoint(tmp_path / "a.ckpt", fitted(), x=recursive)


def test_limits_hold_for_saving_as_for_loading(tmp_path, monkeypatch):
    path = save_checkpoint(tmp_path / "a.ckpt", fitted())
    size = path.stat().st_size
    monkeypatch.setattr(module, "_MAX_BYTES", size)
    assert load_checkpoint(path).epoch == 3
    assert save_checkpoint(path, fitted()) == path
    monkeypatch.setattr(module, "_MAX_BYTES", size - 1)
    with pytest.raises(ValueError, match=f"has {size} bytes; wanted at most {size - 1}"):
        save_checkpoint(path, fitted())
    with pytest.raises(CheckpointError, match=f"has {size} bytes; wanted at most {size - 1}"):
        load_checkpoint(path)
    monkeypatch.undo()
    values = ["x"] * module._MAX_VALUES
    with pytest.raises(ValueError, match=r"\['x'\] comes after 1000000 values; wanted no more"):
        save_checkpoint(path, fitted(), x=values)
    monkeypatch.setattr(module, "_MAX_VALUES", 20)
    with pytest.raises(CheckpointError, match="comes after 20 values"):
        load_checkpoint(path)
    monkeypatch.setattr(module, "_MAX_INSTRUCTIONS", 20)
    with pytest.raises(CheckpointError, match="too many instructions"):
        load_checkpoint(path)


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (None, "model is a NoneType; wanted a fitted MLPClassifier"),
        ({"weights": 1}, "model is a dict"),
        (MLPClassifier(), "model is not fitted yet"),
    ],
)
def test_what_is_no_fitted_model_is_refused(model, message, tmp_path):
    with pytest.raises(ValueError, match=message):
        save_checkpoint(tmp_path / "a.ckpt", model)
    assert os.listdir(tmp_path) == []


def test_a_model_that_diverged_is_refused(tmp_path):
    model = fitted()
    model._network.parameters[:] = np.nan
    with pytest.raises(ValueError, match="model could not be loaded again: weights holds"):
        save_checkpoint(tmp_path / "a.ckpt", model)


def test_another_history_is_refused(tmp_path):
    with pytest.raises(ValueError, match="history is a dict; wanted a History or None"):
        save_checkpoint(tmp_path / "a.ckpt", fitted(), history={"loss": [0.5]})


# --- folders


def test_checkpoints_are_listed_by_number(tmp_path):
    names = ["epoch_9.ckpt", "epoch_10.ckpt", "epoch_100.ckpt", "best.ckpt", "2.ckpt", "b1.ckpt"]
    for name in [*names, "epoch_11.txt", ".0123.tmp", "ckpt"]:
        (tmp_path / name).touch()
    (tmp_path / "folder.ckpt").mkdir()
    listed = [path.name for path in list_checkpoints(str(tmp_path))]
    assert listed == ["2.ckpt", "b1.ckpt", "best.ckpt", *names[:3]]


def test_a_missing_folder_is_no_empty_one(tmp_path):
    with pytest.raises(CheckpointError, match="nowhere is not a folder"):
        list_checkpoints(tmp_path / "nowhere")


def save_with_scores(folder, scores):
    for epoch, score in enumerate(scores, start=1):
        model = fitted((), max_epochs=epoch)
        history = History()
        history.record(epoch, val_loss=score, val_accuracy=1 - score)
        save_checkpoint(folder / f"epoch_{epoch}.ckpt", model, history=history)


@pytest.mark.parametrize(
    ("scores", "smallest", "largest"),
    [
        ([0.5, 0.2, 0.4], 2, 1),
        ([0.2, 0.2, 0.4], 1, 3),
        ([np.nan, 0.7, np.nan, 0.8], 2, 4),
        ([np.inf, np.nan], 1, 1),
        ([0.5, -np.inf, np.inf, 0.1], 2, 3),
    ],
)
def test_the_best_checkpoint(scores, smallest, largest, tmp_path):
    save_with_scores(tmp_path, scores)
    assert best_checkpoint(tmp_path).name == f"epoch_{smallest}.ckpt"
    assert best_checkpoint(tmp_path, mode="max").name == f"epoch_{largest}.ckpt"
    assert best_checkpoint(tmp_path, "val_accuracy", mode="max").name == f"epoch_{smallest}.ckpt"


def test_a_checkpoint_is_not_judged_by_the_score_of_another_epoch(tmp_path):
    X, y = problem()
    model = MLPClassifier((), max_epochs=20, random_state=0)
    model.fit(X, y, callbacks=[ModelCheckpoint(tmp_path, every=5)], evaluate_every=10)
    assert len(list_checkpoints(tmp_path)) == 4
    assert best_checkpoint(tmp_path, "loss").name == "epoch_000020.ckpt"
    assert best_checkpoint(tmp_path, "loss", mode="max").name == "epoch_000010.ckpt"


def test_no_best_checkpoint(tmp_path):
    with pytest.raises(CheckpointError, match=r"no checkpoint with a value of 'val_loss'.*none"):
        best_checkpoint(tmp_path)
    save_with_scores(tmp_path, [np.nan])
    with pytest.raises(CheckpointError, match="recorded: val_accuracy, val_loss"):
        best_checkpoint(tmp_path)
    with pytest.raises(CheckpointError, match="no checkpoint with a value of 'f1'"):
        best_checkpoint(tmp_path, "f1")
    with pytest.raises(ValueError, match="mode is 'least'; wanted one of 'min', 'max'"):
        best_checkpoint(tmp_path, mode="least")
    (tmp_path / "z.ckpt").write_bytes(b"x")
    with pytest.raises(CheckpointError, match=r"z\.ckpt cannot be loaded"):
        best_checkpoint(tmp_path)


# --- files that are no files


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "fifo")  # to open it would wait for ever
    os.symlink(tmp_path / "loop", tmp_path / "loop")
    for path, message in [
        (tmp_path / "none.ckpt", r"none\.ckpt cannot be read: .*No such file"),
        (tmp_path, "is not a file"),
        (tmp_path / "fifo", "fifo is not a file"),
        (tmp_path / "loop", "loop cannot be read"),
        ("/dev/zero", "/dev/zero is not a file"),
        ("a\0b", "cannot be read: .*embedded null"),
    ]:
        with pytest.raises(CheckpointError, match=message):
            load_checkpoint(path)


def test_a_file_is_measured_before_it_is_read(tmp_path):
    with open(tmp_path / "sparse.ckpt", "wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(CheckpointError, match="has 1099511627776 bytes; wanted at most"):
        load_checkpoint(tmp_path / "sparse.ckpt")


# --- damage


@pytest.fixture
def load_bytes(monkeypatch):
    """Return a function that loads bytes as if they stood in a file."""

    def load(content):
        monkeypatch.setattr(module, "_read", lambda path: bytes(content))
        return load_checkpoint("a.ckpt")

    return load


def test_no_truncated_file_is_loaded(tmp_path, load_bytes):
    content = save_checkpoint(tmp_path / "a.ckpt", fitted(())).read_bytes()
    assert load_bytes(content).epoch == 3
    for length in range(len(content)):
        with pytest.raises(CheckpointError, match=r"a\.ckpt cannot be loaded: it is damaged"):
            load_bytes(content[:length])


def test_no_flipped_bit_goes_unnoticed(tmp_path, load_bytes):
    content = save_checkpoint(tmp_path / "a.ckpt", fitted(())).read_bytes()
    for position in range(len(content)):
        damaged = bytearray(content)
        damaged[position] ^= 1 << position % 8
        with pytest.raises(CheckpointError, match="it is damaged"):
            load_bytes(damaged)


def test_damage_is_seen_in_a_real_file(tmp_path):
    path = save_checkpoint(tmp_path / "a.ckpt", fitted())
    content = path.read_bytes()
    for damaged in (content[:-1], content[: len(content) // 2], content + b"\0", b""):
        path.write_bytes(damaged)
        with pytest.raises(CheckpointError, match="it is damaged"):
            load_checkpoint(path)
    path.write_bytes(content)
    assert load_checkpoint(path).epoch == 3


# --- writing in one step


def record_calls(monkeypatch, *names):
    """Replace functions of the module's os by ones that note their names and arguments."""
    calls = []

    def spy(name, function):
        def noted(*args, **kwargs):
            calls.append((name, *args))
            return function(*args, **kwargs)

        return noted

    for name in names:
        monkeypatch.setattr(module.os, name, spy(name, getattr(os, name)))
    return calls


def test_the_file_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    path = tmp_path / "a.ckpt"
    synced = []
    sync = os.fsync

    def fsync(descriptor):
        status = os.fstat(descriptor)
        synced.append((status.st_ino, status.st_size, path.exists()))
        sync(descriptor)

    monkeypatch.setattr(module.os, "fsync", fsync)
    calls = record_calls(monkeypatch, "fsync", "replace")
    model = fitted()
    save_checkpoint(path, model)
    assert [name for name, *_ in calls] == ["fsync", "replace", "fsync"]
    status = path.stat()
    assert synced[0] == (status.st_ino, status.st_size, False)  # all bytes, under another name
    assert synced[1][0] == tmp_path.stat().st_ino
    temporary, target = map(Path, calls[1][1:])
    assert (temporary.parent, target) == (tmp_path, path)
    assert temporary.name.startswith(".")
    assert temporary.suffix == ".tmp"


def test_a_system_that_cannot_sync_folders(tmp_path, monkeypatch):
    monkeypatch.delattr(module.os, "O_DIRECTORY")
    calls = record_calls(monkeypatch, "fsync", "replace")
    assert load_checkpoint(save_checkpoint(tmp_path / "a.ckpt", fitted())).epoch == 3
    assert [name for name, *_ in calls] == ["fsync", "replace"]


@pytest.mark.parametrize("function", ["fsync", "replace"])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_an_error_leaves_the_old_checkpoint_and_no_other_file(
    function, error, tmp_path, monkeypatch
):
    path = save_checkpoint(tmp_path / "a.ckpt", fitted())

    def fail(*args):
        raise error

    monkeypatch.setattr(module.os, function, fail)
    with pytest.raises(type(error)):
        save_checkpoint(path, fitted(max_epochs=7))
    assert load_checkpoint(path).epoch == 3
    assert os.listdir(tmp_path) == ["a.ckpt"]


# A parent that forks: a new Python for each kill would take most of the time to start.
KILLED = """
import os, random, signal, sys, time
from pathlib import Path
import numpy as np
from goodpractice import checkpoint
from goodpractice.checkpoint import load_checkpoint, save_checkpoint
from goodpractice.neural_network import MLPClassifier

folder, n_random = Path(sys.argv[1]), int(sys.argv[2])
path = folder / "a.ckpt"
X, y = np.eye(2), [0, 1]
model = MLPClassifier((4000,), max_epochs=1, random_state=0).fit(X, y)


def save(epoch):
    model.epoch_ = epoch
    model._network.parameters[:] = epoch  # old and new differ in every weight
    save_checkpoint(path, model, epoch=epoch)


def check(least):
    loaded = load_checkpoint(path)
    epoch = loaded.extra["epoch"]
    assert least <= epoch <= least + 1, (least, epoch)
    assert loaded.epoch == epoch
    assert (loaded.model._network.parameters == epoch).all()
    return epoch


def killed(child):
    # The child says on the pipe which savings have ended. Then see that a signal ended it.
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(read)
            child(lambda epoch: os.write(write, epoch.to_bytes(8, "big")))
        finally:
            os._exit(1)
    os.close(write)
    return pid, read


def outcome(pid, read, before):
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status
    said = b""
    while part := os.read(read, 65536):
        said += part
    os.close(read)
    return int.from_bytes(said[-8:], "big") if said else before


save(1)
epoch, n_kills, halves = 1, 0, 0
chance = random.Random(0)
for _ in range(n_random):
    def child(tell, epoch=epoch):
        while True:
            epoch += 1
            save(epoch)
            tell(epoch)
    pid, read = killed(child)
    time.sleep(chance.uniform(0.001, 0.02))
    os.kill(pid, signal.SIGKILL)
    epoch = check(outcome(pid, read, epoch))
    n_kills += 1
    for left in folder.glob(".*.tmp"):
        halves += 1
        left.unlink()

# And at each step of a saving, just before and just after it.
class Half:
    # A file that is killed when half of its bytes are on the disk.
    def __init__(self, file):
        self.file = file
    def __enter__(self):
        return self
    def __exit__(self, *error):
        self.file.close()
    def write(self, content):
        self.file.write(content[: len(content) // 2])
        self.file.flush()
        os.kill(os.getpid(), signal.SIGKILL)

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

for step, when in [(s, w) for s in ("fsync", "replace", "_sync_folder") for w in (0, 1)] + [
    ("open", 0), ("open", 1), ("write", 0),
]:
    def child(tell, epoch=epoch):
        owner = checkpoint if step in ("_sync_folder", "open", "write") else os
        name = "open" if step == "write" else step
        real = open if owner is checkpoint and name == "open" else getattr(owner, name)
        def then_die(*args, **kwargs):
            if when:
                real(*args, **kwargs)
            die()
        changed = (lambda *args: Half(real(*args))) if step == "write" else then_die
        setattr(owner, name, changed)
        save(epoch + 1)
    pid, read = killed(child)
    before = epoch
    epoch = check(outcome(pid, read, epoch))
    named = (step, when) in [("replace", 1), ("_sync_folder", 0), ("_sync_folder", 1)]
    assert epoch == before + named, (step, when, before, epoch)
    n_kills += 1
print(n_kills, halves, epoch)
"""


def test_a_killed_process_leaves_the_old_or_the_new_checkpoint(tmp_path):
    n_kills, halves, epoch = map(int, run_python(KILLED, tmp_path, 120).split())
    assert n_kills == 129
    assert halves > 0  # some were killed in the middle of writing
    assert epoch > 4  # and some got on
    assert load_checkpoint(tmp_path / "a.ckpt").epoch == epoch
