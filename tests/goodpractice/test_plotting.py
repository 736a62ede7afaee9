import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from goodpractice import plotting
from goodpractice.callbacks import History
from goodpractice.datasets import make_blobs, make_moons
from goodpractice.neural_network import MLPClassifier


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
