"""A student's HTML does not run in the browser of the person who reads it: a real browser says so.

Each payload tries to run a line of JavaScript that marks the page. The browser loads the page as
an instructor's would, and gives back what became of it.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest
import websocket
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.api import Gradebook

from coursework.bank import compose
from coursework.course import grade_course
from coursework.judge import sandbox

pytestmark = pytest.mark.kernel
NAME = "90_small"
MARK = "document.documentElement.setAttribute('data-ran', 'yes')"
PAYLOADS = [
    f"<script>{MARK}</script>",
    f'<img src="x" onerror="{MARK}">',
    f'<svg onload="{MARK}"></svg>',
    f"<svg><script>{MARK}</script></svg>",
    f'<iframe srcdoc="<script>parent.{MARK}</script>"></iframe>',
    f'<iframe src="javascript:parent.{MARK}"></iframe>',
    f'<details open ontoggle="{MARK}">x</details>',
    f'<video><source onerror="{MARK}"></video>',
    f'<style onload="{MARK}"></style>',
    f'<input autofocus onfocus="{MARK}">',
    f'<math><mtext><style><img src=x onerror="{MARK}"></style></mtext></math>',
    f'<noscript><p title="</noscript><img src=x onerror={MARK!r}>">',
    f"</pre></div><script>{MARK}</script>",
    f"--><script>{MARK}</script><!--",
    f"]]><script>{MARK}</script>",
    f"</title></textarea></style><script>{MARK}</script>",
    f"$\\href{{javascript:{MARK}}}{{x}}$",
    f'<a href="data:text/html,<script>{MARK}</script>" autofocus>x</a>',
]


class Browser:
    """Chromium without a window, told what to do through its debugging protocol."""

    def __init__(self, program, profile):
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
        options += [f"--user-data-dir={profile}", "--remote-allow-origins=*"]
        # Nothing from elsewhere: pages name libraries on the network, and wait for them.
        options.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
        self.process = subprocess.Popen(
            [program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        told = profile / "DevToolsActivePort"
        late = time.monotonic() + 60
        while not told.exists() or "\n" not in told.read_text():
            assert time.monotonic() < late
            assert self.process.poll() is None
            time.sleep(0.05)
        self.port = int(told.read_text().splitlines()[0])

    def load(self, address):
        """Load an address, give its scripts some time, and return the page as text."""
        base = f"http://127.0.0.1:{self.port}/json"
        request = urllib.request.Request(f"{base}/new?about:blank", method="PUT")
        with urllib.request.urlopen(request) as answer:
            page = json.load(answer)
        socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60)
        try:
            self._ask(socket, "Page.enable")
            self._ask(socket, "Page.navigate", url=address)
            script = "document.readyState + location.href"
            late = time.monotonic() + 60
            while self._evaluate(socket, script) != "complete" + address:
                assert time.monotonic() < late, self._evaluate(socket, script)
                time.sleep(0.05)
            time.sleep(1.0)
            return self._evaluate(socket, "document.documentElement.outerHTML")
        finally:
            socket.close()
            urllib.request.urlopen(f"{base}/close/{page['id']}").read()

    def _evaluate(self, socket, expression):
        answer = self._ask(socket, "Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"]["result"].get("value")

    def _ask(self, socket, method, **params):
        socket.send(json.dumps({"id": 1, "method": method, "params": params}))
        while True:
            answer = json.loads(socket.recv())
            if answer.get("id") == 1:
                return answer


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    """Return a function that loads an address in Chromium and gives the page back as text."""
    programs = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    program = next(filter(None, programs), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing, and CI must not skip these tests")
        pytest.skip("Chromium is missing")
    browser = Browser(program, tmp_path_factory.mktemp("profile"))
    yield browser.load
    browser.process.kill()
    browser.process.wait()


def _ran(page):
    return bool(re.search(r"<html[^>]*data-ran", page))


def test_the_browser_runs_what_is_not_cleaned(load, tmp_path):
    """Otherwise the other tests would show nothing."""
    ran = []
    for number, payload in enumerate(PAYLOADS):
        path = tmp_path / f"{number}.html"
        path.write_text(f"<!doctype html><html><body>{payload}</body></html>")
        ran.append(_ran(load(path.as_uri())))
    assert ran[:3] == [True] * 3
    assert sum(ran) >= 8


@pytest.fixture
def graded(small_course, small_release):
    """Return a course in which students handed in all payloads, in every place there is."""
    course, release = small_course, small_release
    everything = "\n\n".join(PAYLOADS)
    answer = f"def double(x):\n    print({everything!r})\n    raise ValueError({everything!r})"
    made = compose(release, {"s90_double": answer, "s90_why": everything})
    made.cells[4]["attachments"] = {
        "plot.svg": {"image/svg+xml": PAYLOADS[2], "text/html": PAYLOADS[0]}
    }
    html = {"text/html": everything, "image/svg+xml": PAYLOADS[3], "text/markdown": everything}
    shown = new_output("display_data", data=html)
    made.cells[5].outputs = [shown]
    made.cells += [
        new_markdown_cell(everything),
        new_code_cell(
            f"from IPython.display import HTML, display\ndisplay(HTML({everything!r}))\n"
            f"print({everything!r})\nraise KeyError({everything!r})",
            outputs=[shown],
        ),
    ]
    made.metadata["title"] = PAYLOADS[0]
    students = ["ada", "&lt;img src=x onerror=alert(1)&gt;"]
    for student in students:
        path = course / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(made, path)
    assert grade_course(course, unconfined=not sandbox.available(), feedback=True) == 0
    return course


def test_nothing_runs_in_a_feedback_page(load, graded):
    pages = sorted((graded / "feedback").rglob("*.html"))
    assert len(pages) == 2
    for page in pages:
        shown = load(page.as_uri())
        assert not _ran(shown)
        assert "onerror" in shown  # it was there, as text


@pytest.fixture
def formgrader(graded, tmp_path_factory):
    """Return the address of a real Jupyter server with nbgrader's formgrader on the course."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--ip=127.0.0.1", "--IdentityProvider.token="]
    command += [f"--ServerApp.root_dir={graded}"]
    for extension in ("formgrader", "course_list", "assignment_list", "validate_assignment"):
        command.append(
            f"--ServerApp.jpserver_extensions=nbgrader.server_extensions.{extension}=True"
        )
    environment = os.environ | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config")}
    log = (home / "log").open("wb")
    with subprocess.Popen(
        command, cwd=graded, env=environment, stdout=log, stderr=subprocess.STDOUT
    ) as server:
        address = f"http://127.0.0.1:{port}/formgrader"
        try:
            late = time.monotonic() + 60
            while True:
                try:
                    urllib.request.urlopen(f"{address}", timeout=5).read()
                    break
                except OSError:
                    assert time.monotonic() < late, (home / "log").read_text()
                    assert server.poll() is None, (home / "log").read_text()
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()


def test_nothing_runs_in_the_formgrader(load, graded, formgrader):
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}", "good_practices") as gradebook:
        ids = [one.notebooks[0].id for one in gradebook.assignment_submissions(NAME)]
    assert len(ids) == 2
    for id_ in ids:
        shown = load(f"{formgrader}/submissions/{id_}/")
        assert "s90_double" in shown
        assert not _ran(shown)
        assert "onerror" in shown
