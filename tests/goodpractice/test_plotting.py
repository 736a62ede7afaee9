import io
import warnings

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from goodpractice import plotting
from goodpractice.callbacks import History, RecordWeights
from goodpractice.datasets import make_blobs, make_moons
from goodpractice.neural_network import MLPClassifier
from goodpractice.preprocessing import StandardScaler, make_pipeline


@pytest.fixture(autouse=True)
def _agg():
    mpl.use("Agg")
    with mpl.rc_context():
        yield
    plt.close("all")


def example(*, validation=True):
    history = History()
    for epoch, val_loss in ((10, 0.9), (20, 0.4), (35, np.nan), (50, 0.6)):
        values = {"loss": 1 / epoch, "accuracy": 1 - 1 / epoch}
        if validation:
            values |= {"val_loss": val_loss, "val_accuracy": 1 - val_loss / 2}
        history.record(epoch, **values)
    return history


def lines(ax):
    return {line.get_label(): line for line in ax.lines}


def test_history_has_three_panels_over_real_epochs():
    axes = plotting.plot_history(example())
    assert [ax.get_title() for ax in axes] == ["Loss", "Loss, log scale", "Accuracy"]
    assert [ax.get_yscale() for ax in axes] == ["linear", "log", "linear"]
    for ax in axes:
        assert ax.get_xlabel() == "epoch"
        assert lines(ax)["training"].get_xdata().tolist() == [10, 20, 35, 50]
    assert lines(axes[0])["training"].get_ydata().tolist() == example()["loss"].tolist()
    assert lines(axes[2])["validation"].get_linestyle() == "--"


def test_the_best_epoch_is_that_of_the_validation_loss_in_every_panel():
    axes = plotting.plot_history(example())
    for ax, value in zip(axes, (0.4, 0.4, 0.8), strict=True):
        marker = lines(ax)["best epoch: 20"]
        assert marker.get_xdata().tolist() == [20]
        assert marker.get_ydata().tolist() == [value]


def test_no_validation_no_best_epoch():
    axes = plotting.plot_history(example(validation=False))
    assert [list(lines(ax)) for ax in axes] == [["training"]] * 3


def test_a_validation_loss_of_nan_has_no_best_epoch():
    history = History()
    history.record(1, loss=np.nan, accuracy=0.5, val_loss=np.nan, val_accuracy=0.5)
    axes = plotting.plot_history(history)
    assert list(lines(axes[0])) == ["training", "validation"]
    axes[0].figure.canvas.draw()


def test_history_draws_on_given_axes():
    _, axes = plt.subplots(3, 1)
    assert plotting.plot_history(example(), axes=axes).tolist() == axes.tolist()
    assert len(plt.get_fignums()) == 1


def test_history_refuses():
    with pytest.raises(ValueError, match="history is a dict; wanted a History"):
        plotting.plot_history({"loss": [1.0]})
    with pytest.raises(ValueError, match=r"History\(0 records\) has no loss"):
        plotting.plot_history(History())
    with pytest.raises(ValueError, match="axes has 1 elements; wanted 3"):
        plotting.plot_history(example(), axes=[plt.figure().add_subplot()])


def test_decision_boundary_draws_what_the_model_predicts():
    class Threshold:
        def predict(self, X):
            return np.where(X[:, 0] > 0.5, "right", "left")

    X, y = make_moons(50, random_state=0)
    ax = plotting.plot_decision_boundary(Threshold(), X, np.where(y, "left", "right"))
    (image,) = ax.images
    left, right, bottom, top = image.get_extent()
    assert left < X[:, 0].min() < X[:, 0].max() < right
    assert bottom < X[:, 1].min() < X[:, 1].max() < top
    colors = image.get_array()
    columns = np.linspace(left, right, colors.shape[1])
    changes = np.flatnonzero(np.abs(np.diff(colors[0], axis=0)).max(axis=1))
    assert len(changes) == 1
    assert columns[changes[0]] <= 0.5 < columns[changes[0] + 1]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "class left",
        "class right",
    ]


def test_every_class_has_its_own_marker():
    X, y = make_blobs(100, centers=5, random_state=0)
    model = MLPClassifier(max_epochs=5, random_state=0).fit(X, y)
    ax = plotting.plot_decision_boundary(model, X, y, resolution=20)
    clouds = [c for c in ax.collections if isinstance(c, mpl.collections.PathCollection)]
    assert [len(cloud.get_offsets()) for cloud in clouds] == [20] * 5
    assert len({cloud.get_paths()[0].vertices.tobytes() for cloud in clouds}) == 5


def test_decision_boundary_refuses():
    model = MLPClassifier(max_epochs=0).fit(np.eye(3), [0, 1, 0])
    with pytest.raises(ValueError, match=r"X has 3 features.*wanted 2"):
        plotting.plot_decision_boundary(model, np.eye(3), [0, 1, 0])
    with pytest.raises(ValueError, match="X has 2, y has 1"):
        plotting.plot_decision_boundary(model, np.eye(2), [0])
    with pytest.raises(ValueError, match="resolution is 1"):
        plotting.plot_decision_boundary(model, np.eye(2), [0, 1], resolution=1)


def test_confusion_matrix_shows_counts_and_names():
    axes = plt.figure().add_subplot()
    ax = plotting.plot_confusion_matrix([[900, 100], [7, 3]], ax=axes, labels=["no", "yes"])
    assert ax is axes
    assert [text.get_text() for text in ax.texts] == ["900", "100", "7", "3"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["no", "yes"]
    # Text on a dark cell is white; the shade is the share of the row, not the count.
    assert [text.get_color() for text in ax.texts] == ["white", "black", "white", "black"]
    np.testing.assert_allclose(ax.images[0].get_array(), [[0.9, 0.1], [0.7, 0.3]])


@pytest.mark.parametrize(
    ("matrix", "options", "message"),
    [
        ([[1, 2, 3], [4, 5, 6]], {}, r"matrix has shape \(2, 3\)"),
        ([[1, -2], [3, 4]], {}, "least element is -2"),
        ([[1, 2], [3, 4]], {"labels": ["a"]}, "labels has 1 elements; wanted 2"),
        ([1, 2], {}, r"matrix has shape \(2,\)"),
    ],
)
def test_confusion_matrix_refuses(matrix, options, message):
    with pytest.raises(ValueError, match=message):
        plotting.plot_confusion_matrix(matrix, **options)


def test_style_is_opaque_and_differs_in_more_than_colour():
    plotting.use_course_style()
    figure, ax = plt.subplots()
    assert figure.get_facecolor() == (1, 1, 1, 1)
    drawn = [ax.plot([0, 1])[0] for _ in range(7)]
    assert len({line.get_color() for line in drawn}) == 7
    assert len({str(line._dash_pattern) for line in drawn}) == 7
    assert len(plt.rcParams["axes.prop_cycle"]) == 7


def test_describe_says_what_is_drawn():
    axes = plotting.plot_history(example())
    text = plotting.describe(axes[1])
    assert text == (
        "Loss, log scale. x axis: epoch; y axis, log scale: loss. "
        "Line training: from 0.1 at 10 to 0.02 at 50, least 0.02 at 50, greatest 0.1 at 10. "
        "Line validation: from 0.9 at 10 to 0.6 at 50, least 0.4 at 20, greatest 0.9 at 10, "
        "1 values missing. Point best epoch: 20: 0.4 at 20."
    )


def test_describe_of_other_figures():
    matrix = plotting.plot_confusion_matrix([[40, 10], [5, 45]])
    assert plotting.describe(matrix).endswith(
        "An image of 2 rows and 2 columns. Texts: in rows 40, 10; 5, 45."
    )
    X, y = make_moons(30, random_state=0)
    model = MLPClassifier(max_epochs=20, random_state=0).fit(X, y)
    text = plotting.describe(plotting.plot_decision_boundary(model, X, y, resolution=10))
    assert "15 points: class 0. 15 points: class 1." in text
    assert "An image of 10 rows and 10 columns: predicted class." in text
    assert "\n" not in text

    ax = plt.figure().add_subplot()
    ax.bar([0, 1, 2], [1, 2, 3], label="seeds")
    ax.contourf(np.eye(3))
    ax.pcolormesh(np.eye(3))
    ax.plot([0, 1], [np.nan, np.nan], label="lost")
    ax.plot([0, 1], [-1e-9, 2 / 3], label="small")
    ax.plot([0, 1])
    ax.text(0, 0, "note")
    assert plotting.describe(ax) == (
        "Figure without a title. x axis: no label; y axis: no label. "
        "Line lost: no values, 2 values missing. "
        "Line small: from 0 at 0 to 0.6667 at 1, least 0 at 0, greatest 0.6667 at 1. "
        "Coloured regions. A coloured grid. 3 bars: seeds. Texts: note."
    )


def test_describe_tells_where_a_bundle_of_lines_starts_and_ends() -> None:
    _, ax = plt.subplots()
    ax.plot([0, 1], [0.9, 0.6])
    ax.plot([0, 1], [1.2, 0.5])
    assert (
        "2 lines without a label: first values from 0.9 to 1.2, last values from 0.5 to 0.6"
        in plotting.describe(ax)
    )


def test_describe_tells_the_limits_of_a_band() -> None:
    _, ax = plt.subplots()
    ax.axhspan(0.62, 0.68, label="majority baseline")
    assert "Band majority baseline: from 0.62 to 0.68" in plotting.describe(ax)


def test_describe_tells_that_a_line_is_level() -> None:
    _, ax = plt.subplots()
    ax.axhline(0.65, label="majority baseline")
    assert "Line majority baseline: always 0.65." in plotting.describe(ax)


# --- a search

NAN = float("nan")


def trials(**change):
    """Return a table as a search leaves it: the third trial raised, the fifth diverged."""
    return {
        "trial": np.arange(6),
        "params": np.array([{}] * 6, dtype=object),
        "param_learning_rate": np.array([1.0, 0.01, 0.1, 0.1, 1.0, 0.001]),
        "param_activation": np.array(["relu", "tanh", "relu", "relu", "tanh", "tanh"]),
        "param_hidden_layer_sizes": [(4,), (4,), (8, 4), (8, 4), (4,), (4,)],
        "score": np.array([0.7, 0.8, 0.99, 0.9, NAN, 0.75]),
        "rank": np.array([4, 2, 5, 1, 5, 3]),
        "error": np.array(["", "", "ValueError: no", "", "", ""], dtype=object),
    } | change


def clouds(ax):
    found = [c for c in ax.collections if isinstance(c, mpl.collections.PathCollection)]
    return {cloud.get_label(): cloud.get_offsets().tolist() for cloud in found}


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_a_search_over_one_hyperparameter():
    axes = plt.figure().add_subplot()
    ax = plotting.plot_search(trials(), "learning_rate", ax=axes)
    assert ax is axes
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("learning_rate", "score")
    assert ax.get_xscale() == "log"
    assert clouds(ax)["4 trials"] == [[1, 0.7], [0.01, 0.8], [0.1, 0.9], [0.001, 0.75]]
    # A trial with an error counts as failed whatever its score is.
    assert clouds(ax)["2 failed"] == [[0.1, 0.03], [1, 0.03]]
    star = lines(ax)["best: 0.9, learning_rate 0.1"]
    assert (star.get_xdata().tolist(), star.get_ydata().tolist()) == ([0.1], [0.9])
    assert legend(ax) == ["4 trials", "best: 0.9, learning_rate 0.1", "2 failed"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0.001", "0.01", "0.1", "1"]
    assert plotting.describe(ax) == (
        "score by learning_rate. x axis, log scale: learning_rate; y axis: score. "
        "Point best: 0.9, learning_rate 0.1: 0.9 at 0.1. 4 points: 4 trials. 2 points: 2 failed."
    )


def test_a_plain_table_is_enough():
    results = {"learning_rate": [0.1, 0.2], "score": [0.5, None]}
    ax = plotting.plot_search(results, "learning_rate")
    assert clouds(ax)["1 trials"] == [[0.1, 0.5]]
    assert clouds(ax)["1 failed"] == [[0.2, 0.03]]
    assert plotting.plot_search({"a": [1], "score": [0.5]}, "a").get_xlabel() == "a"


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([1, 19], "linear"),
        ([1, 20], "log"),
        ([1e-4, 1.0], "log"),
        ([0, 100], "linear"),
        ([-1, 100], "linear"),
        ([True, False], "linear"),
        (range(1, 30), "log"),
    ],
)
def test_values_that_span_decades_get_a_log_axis(values, scale):
    results = {"a": values, "score": np.linspace(0, 1, len(values))}
    ax = plotting.plot_search(results, "a")
    assert ax.get_xscale() == scale
    ax.figure.canvas.draw()
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert any(labels)
    assert not any("$" in label for label in labels)  # plain numbers, no powers of ten


@pytest.mark.parametrize(
    ("values", "labels", "positions"),
    [
        (["tanh", "relu", "tanh"], ["tanh", "relu"], [0, 1, 0]),
        ([(), (4,), (8, 4)], ["()", "(4,)", "(8, 4)"], [0, 1, 2]),
        ([0.1, None, 0.1], ["0.1", "None"], [0, 1, 0]),
        ([True, False, True], ["True", "False"], [0, 1, 0]),
        ([1.0, NAN, np.inf], ["1.0", "nan", "inf"], [0, 1, 2]),
    ],
)
def test_values_that_are_no_numbers_stand_in_a_row(values, labels, positions):
    ax = plotting.plot_search({"a": values, "score": [0.1, 0.2, 0.3]}, "a")
    assert [label.get_text() for label in ax.get_xticklabels()] == labels
    assert [x for x, _ in clouds(ax)["3 trials"]] == positions
    assert lines(ax)[f"best: 0.3, a {values[2]}"].get_xdata().tolist() == [positions[2]]


def test_long_names_are_turned():
    values = [(64, 32, 16 + i) for i in range(5)]
    ax = plotting.plot_search({"a": values, "score": range(5)}, "a")
    assert ax.get_xticklabels()[0].get_rotation() == 30


@pytest.mark.parametrize(
    ("change", "best"),
    [
        ({}, 0.9),
        ({"greater_is_better": False}, 0.7),
        ({"rank": np.array([1, 3, 5, 4, 5, 2])}, 0.7),  # a loss, of which the lowest has rank 1
        ({"rank": np.array([1, 3, 5, 4, 5, 2]), "greater_is_better": True}, 0.9),
    ],
)
def test_what_is_best_is_what_the_search_says(change, best):
    options = {k: change.pop(k) for k in ("greater_is_better",) if k in change}
    for x in ("learning_rate", None):
        ax = plotting.plot_search(trials(**change), x, **options)
        assert any(label.startswith(f"best: {best:g},") for label in legend(ax))


def test_another_score_is_not_judged_by_the_rank_of_the_first():
    results = trials(rank=np.array([1, 3, 5, 4, 5, 2]), f1=[0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    ax = plotting.plot_search(results, "learning_rate", score="f1")
    assert legend(ax)[1] == "best: 0.6, learning_rate 0.001"
    assert ax.get_ylabel() == "f1"


def test_the_best_so_far():
    ax = plotting.plot_search(trials())
    line = lines(ax)["best so far"]
    assert line.get_xdata().tolist() == [1, 2, 3, 4, 5, 6]
    assert line.get_ydata().tolist() == [0.7, 0.8, 0.8, 0.9, 0.9, 0.9]
    assert line.get_drawstyle() == "steps-post"
    assert legend(ax) == ["best so far", "trials", "best: 0.9, trial 4", "2 failed"]
    assert "Line best so far: from 0.7 at 1 to 0.9 at 6" in plotting.describe(ax)
    line = lines(plotting.plot_search(trials(), greater_is_better=False))["best so far"]
    assert line.get_ydata().tolist() == [0.7] * 6
    first_failed = trials(error=["", "", "", "", "", ""], score=[NAN, 0.5, 0.4, 0.6, NAN, 0.1])
    line = lines(plotting.plot_search(first_failed))["best so far"]
    np.testing.assert_array_equal(line.get_ydata(), [NAN, 0.5, 0.5, 0.6, 0.6, 0.6])


def test_a_heat_map_shows_the_best_of_every_cell():
    ax = plotting.plot_search(trials(), "learning_rate", y="activation")
    (image,) = ax.images
    expected = [[NAN, NAN, 0.9, 0.7], [0.75, 0.8, NAN, NAN]]
    np.testing.assert_array_equal(image.get_array().filled(NAN), expected)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["relu", "tanh"]
    assert plotting.describe(ax) == (
        "Best score by learning_rate and activation. x axis: learning_rate; y axis: activation. "
        "An image of 2 rows and 4 columns: best score; columns, learning_rate: 0.001, 0.01, 0.1, "
        "1; rows from below, activation: relu, tanh. Texts: in rows not tried, not tried, best "
        "0.9, 0.7; 0.75, 0.8, not tried, failed."
    )
    frames = [patch.get_xy() for patch in ax.patches]
    assert frames == [(1.5, -0.5)] * 2
    # Text can be read: white on dark cells, black on light and empty ones.
    colors = [text.get_color() for text in ax.texts]
    assert colors == ["black", "black", "black", "white", "white", "black", "black", "black"]
    low = plotting.plot_search(trials(), "learning_rate", y="activation", greater_is_better=False)
    assert "best 0.7;" in plotting.describe(low)


@pytest.mark.parametrize(
    ("results", "arguments", "message"),
    [
        ([1, 2], {}, "results is a list; wanted a mapping of columns"),
        ({}, {}, "score is 'score'; wanted one of the columns none"),
        ({"accuracy": [1]}, {}, "score is 'score'; wanted one of the columns 'accuracy'"),
        ({"score": []}, {}, "results has 0 trials, none with a score"),
        (trials(error=["no"] * 6), {}, "results has 6 trials, none with a score"),
        ({"score": [np.inf, NAN]}, {}, "results has 2 trials, none with a score"),
        ({"score": [[0.5]]}, {}, r"results\['score'\] is no sequence of numbers"),
        ({"score": ["high"]}, {}, r"results\['score'\] is no sequence of numbers"),
        ({"score": [1], "error": []}, {}, r"results\['error'\] has 0 elements and there are 1"),
        (trials(), {"x": "lr"}, "x is 'lr'; wanted one of the columns .*'learning_rate'"),
        (trials(a=[1]), {"x": "a"}, r"results\['a'\] has 1 elements and there are 6 scores"),
        (trials(), {"kind": "bar"}, "kind is 'bar'; wanted one of 'scatter', 'heatmap'"),
        (trials(), {"kind": "scatter"}, "kind is 'scatter' and x is None; wanted a column for x"),
        (trials(), {"x": "rank", "kind": "best_so_far"}, "x is 'rank'; wanted no x"),
        (
            trials(),
            {"x": "rank", "kind": "heatmap"},
            "kind is 'heatmap' and y is None; wanted a column for y",
        ),
        (trials(), {"x": "rank", "y": "rank", "kind": "scatter"}, "y is 'rank'; wanted no y"),
        (trials(), {"y": "rank"}, "kind is 'heatmap' and x is None; wanted a column for x"),
        (trials(), {"greater_is_better": "yes"}, "greater_is_better is 'yes'; wanted True"),
        (
            {"score": range(31), "a": np.random.default_rng(0).random(31)},
            {"x": "a", "y": "score"},
            "a has 31 different values; wanted at most 30",
        ),
    ],
)
def test_plot_search_refuses(results, arguments, message):
    with pytest.raises(ValueError, match=message):
        plotting.plot_search(results, **arguments)
    assert not plt.get_fignums()


# --- a training


def recorded(every=1, max_epochs=20):
    X, y = make_moons(40, noise=0.1, random_state=0)
    record = RecordWeights(every)
    model = MLPClassifier(max_epochs=max_epochs, random_state=0)
    return model.fit(X, y, callbacks=[record]), X, y, record


@pytest.fixture
def animate():
    """Return `animate_training`; what nobody renders is rendered at the end, else it warns."""
    made = []

    def make(*args, **kwargs):
        made.append(plotting.animate_training(*args, **{"resolution": 12} | kwargs))
        return made[-1]

    yield make
    for animation in made:
        animation._draw_was_started = True


def title(animation, frame):
    animation._draw_frame(frame)
    return animation.ax.get_title()


def test_an_animation_shows_the_network_at_every_epoch(animate):
    model, X, y, record = recorded(every=5)
    weights = model.get_weights()
    animation = animate(model, X, y, record)
    twin = MLPClassifier(max_epochs=0, random_state=0).fit(X, y)
    for frame, (epoch, own) in enumerate(record):
        twin.set_weights(own)
        assert title(animation, frame) == f"Epoch {epoch}, accuracy {twin.score(X, y):.2f}"
        shown = animation.ax.images[0].get_array()
        expected = plotting.plot_decision_boundary(twin, X, y, resolution=12).images[0].get_array()
        np.testing.assert_array_equal(shown, expected)
        n_classes = len(np.unique(shown.reshape(-1, 3), axis=0))
        lines = [c for c in animation.ax.collections if isinstance(c, mpl.contour.ContourSet)]
        assert len(lines) == n_classes - 1  # those of the frame before are gone
    assert all(np.array_equal(a, b) for a, b in zip(weights, model.get_weights(), strict=True))
    assert len(animation.ax.get_legend().get_texts()) == 2


def test_its_own_figure_is_closed_and_a_given_one_is_used(animate):
    model, X, y, record = recorded()
    animate(model, X, y, record)
    assert plt.get_fignums() == []
    ax = plt.figure().add_subplot()
    assert animate(model, X, y, record, ax=ax).ax is ax
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize(
    ("n_epochs", "max_frames", "epochs"),
    [
        (20, 25, list(range(21))),
        (20, 21, list(range(21))),
        (20, 5, [0, 5, 10, 15, 20]),
        (20, 2, [0, 20]),
    ],
)
def test_there_are_not_too_many_frames(n_epochs, max_frames, epochs, animate):
    model, X, y, record = recorded(max_epochs=n_epochs)
    animation = animate(model, X, y, record, max_frames=max_frames)
    titles = [title(animation, frame) for frame in range(len(epochs))]
    assert [int(text.split()[1].rstrip(",")) for text in titles] == epochs
    assert f"Animation of {len(epochs)} frames" in plotting.describe(animation)


def test_an_animation_is_described_as_a_whole(animate):
    model, X, y, record = recorded()
    first, last = (title(animate(model, X, y, record), frame) for frame in (0, 20))
    text = plotting.describe(animate(model, X, y, record))
    assert text == (
        f"Animation of 21 frames, from epoch 0 with accuracy {first[-4:]} to epoch 20 with "
        f"accuracy {last[-4:]}. x axis: x1; y axis: x2. 20 points: class 0. 20 points: class 1. "
        "Boundary lines. An image of 12 rows and 12 columns: predicted class."
    )


def test_a_pipeline_and_a_list_of_ones_own(animate):
    X, y = make_moons(40, random_state=0)
    model = make_pipeline(StandardScaler(), MLPClassifier(max_epochs=5, random_state=0))
    record = RecordWeights()
    model.fit(X * 100, y, callbacks=[record])
    animation = animate(model, X * 100, y, record)
    assert title(animation, 5) == f"Epoch 5, accuracy {model.score(X * 100, y):.2f}"
    pairs = list(zip(record.epochs_, record.weights_, strict=True))
    again = animate(model, X * 100, y, pairs[::5])
    assert title(again, 1) == title(animation, 5)


def test_it_is_shown_and_saved_without_another_program(animate, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")  # no ffmpeg, no ImageMagick
    model, X, y, record = recorded(every=5)
    animation = animate(model, X, y, record, resolution=60)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        html = animation.to_jshtml()
        animation.save(tmp_path / "training.gif")
    assert html.count("data:image/png;base64") == 5
    assert len(html) < 300_000
    with Image.open(tmp_path / "training.gif") as image:
        assert image.n_frames == 5
    assert (tmp_path / "training.gif").stat().st_size < 100_000
    plotting.use_course_style()
    assert "<img" in animation._repr_html_()  # what a notebook shows


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"X": np.zeros((40, 3))}, "X has 3 features"),
        ({"y": [0, 1]}, "X has 40, y has 2"),
        ({"weights": []}, "weights is empty; wanted pairs of an epoch and the weights"),
        ({"weights": None}, "weights is of type NoneType; wanted pairs"),
        ({"weights": [1, 2]}, "weights is a list of something else; wanted pairs"),
        ({"weights": [("1", [])]}, "an epoch in weights is '1'; wanted an integer"),
        ({"weights": [(1, [])]}, r"weights have the shapes \[\]"),
        ({"resolution": 1}, "resolution is 1"),
        ({"max_frames": 1}, "max_frames is 1"),
        ({"interval": 0}, "interval is 0"),
    ],
)
def test_an_animation_refuses(change, message):
    model, X, y, record = recorded()
    arguments = {"X": X, "y": y, "weights": record} | change
    with pytest.raises(ValueError, match=message):
        plotting.animate_training(model, **arguments)
    assert not plt.get_fignums()


def test_describe_refuses_what_is_no_axes():
    with pytest.raises(ValueError, match=r"ax is an ndarray; wanted Axes, such as axes\[0\]"):
        plotting.describe(plotting.plot_history(example()))


# --- seen by everybody


def luminance(color):
    """Return the relative luminance of a colour, as WCAG defines it."""
    linear = np.where(color <= 0.04045, color / 12.92, ((color + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_text_and_marks_of_a_search_can_be_seen_in_grey():
    ax = plotting.plot_search(trials(), "learning_rate", y="activation")
    (image,) = ax.images
    for text, value in zip(ax.texts, image.get_array().filled(NAN).ravel(), strict=True):
        cell = (1, 1, 1) if np.isnan(value) else image.cmap(image.norm(value))[:3]
        levels = sorted(
            luminance(np.array(mpl.colors.to_rgb(c))) for c in (text.get_color(), cell)
        )
        assert (levels[1] + 0.05) / (levels[0] + 0.05) >= 4.5
    shades = luminance(image.cmap(np.linspace(0, 1, 50))[:, :3])
    assert (np.diff(shades) > 0).all()  # the order of the scores is seen in grey as well
    scatter = plotting.plot_search(trials(), "learning_rate")
    markers = [cloud.get_paths()[0].vertices.tobytes() for cloud in scatter.collections]
    assert len(set(markers)) == 2


def test_figures_are_opaque_on_a_dark_page():
    plotting.use_course_style()
    model, X, y, record = recorded(max_epochs=2)
    animation = plotting.animate_training(model, X, y, record, resolution=12)
    animation.to_jshtml()
    for ax in (plotting.plot_search(trials()), animation.ax):
        file = io.BytesIO()
        ax.figure.savefig(file)
        with Image.open(file) as image:
            corners = np.array(image.convert("RGBA"))[[0, 0, -1, -1], [0, -1, 0, -1]]
        np.testing.assert_array_equal(corners, 255)
