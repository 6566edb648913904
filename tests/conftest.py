"""What tests share: the real site, built once and served on this machine, and a real Chromium to open it in."""

import fcntl
import os
import subprocess
import sys
import threading
from collections import Counter, namedtuple
from contextlib import ExitStack
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import sync_playwright
from rulebook.publish.headers import headers

from tests import small_site, tools
from tests.browser.answering import ready
from tests.browser.chromium import LAUNCH_ARGUMENTS
from tests.browser.run_time import ONE_PROCESS, RECORDED, opened_page

ROOT = Path(__file__).parent.parent
TARIFF = ROOT / "tests" / "rulebooks" / "tariff"
PARCEL = ROOT / "tests" / "rulebooks" / "parcel.yaml"
FIRST_SUBJECT = b"AliExpress" in (ROOT / "rules.yaml").read_bytes()
PHONE = {"width": 360, "height": 640}

Site = namedtuple("Site", "url folder")  # url without a slash at its end; folder the finished build

# A slow machine is no fault; in CI the same examples every time.
hypothesis.settings.register_profile("rulebook", deadline=None, derandomize=tools.in_ci())
hypothesis.settings.load_profile("rulebook")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Yield the real project's site, built as `make html` builds it and served over HTTP."""
    output = built_once(tmp_path_factory, "site")
    with serving(output) as url:
        yield Site(url, output)


@pytest.fixture(scope="session")
def public(tmp_path_factory):
    """Yield a small site, published for the address at which it is served."""
    folder = small_site.project(tmp_path_factory.mktemp("public"), small_site.CONTENT)
    with serving(folder / "output") as url:
        done = small_site.build(folder, "--settings", "publishconf.py", **public_env(url))
        if done.returncode:
            pytest.fail(f"The site could not be published:\n{done.stdout}{done.stderr}", pytrace=False)
        yield Site(url, (folder / "output").resolve())


def public_env(url):
    return {
        "SITEURL": url,
        "SECURITY_CONTACT": "mail@example.org",
        "REPORT_TO": "mail@example.org",
        "SOURCE_DATE_EPOCH": "1795305600",
    }


@pytest.fixture(scope="session")
def small_one(tmp_path_factory):
    """Yield a complete site made from a small rulebook and nothing else."""
    content = tmp_path_factory.mktemp("content")
    output = built_once(tmp_path_factory, "parcel", "--rules", str(PARCEL), "--content", str(content))
    with serving(output) as url:
        yield Site(url, output)


@pytest.fixture(scope="session")
def parcel(small_one):
    """Return the small site's address."""
    return small_one.url


@pytest.fixture(scope="session")
def tariff(tmp_path_factory):
    """Return the folder of the tariff's site, built as `make html` builds the first rulebook's, but warnings refuse it."""
    more = ("--strict", "--rules", str(TARIFF / "rules.yaml"), "--content", str(TARIFF / "content"))
    return built_once(tmp_path_factory, "tariff", *more)


@pytest.fixture
def check(parcel, page):
    """Give a function that opens the small rulebook's checker with a query string, and waits until it is ready."""

    def opened(query="", **size):
        if size:
            page.set_viewport_size(size)
        page.goto(f"{parcel}/check/{query}")
        return ready(page)

    return opened


@pytest.fixture(scope="session")
def browser():
    """Yield a running Chromium."""
    path = need("Chromium")
    with sync_playwright() as playwright:
        arguments = [*LAUNCH_ARGUMENTS, *(ONE_PROCESS if RECORDED in os.environ else [])]
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def contexts(browser):
    """Return a function: options → the browser context that all tests with these options share.

    A context of its own costs a test a second of processor time: it starts processes, and compiles the run time anew.
    """

    @cache
    def shared(**options):
        context = new_context(browser, **options)
        context.new_page()  # with its last page a context loses its window
        return context

    return shared


def new_context(browser, **options):
    context = browser.new_context(viewport=PHONE, locale="en-GB", **options)
    context.set_default_timeout(10_000)
    return context


@pytest.fixture
def new_page(browser, contexts, request):
    """Yield a function that opens an empty page of its own; it takes Playwright's context options."""
    starts_over = request.node.get_closest_marker("lean") is not None
    alone = request.node.get_closest_marker("first_visit") is not None or RECORDED in os.environ
    with ExitStack() as opened:

        def open_page(viewport=PHONE, permissions=(), **options):
            options = {**options, "permissions": tuple(permissions)}
            context = opened.enter_context(new_context(browser, **options)) if alone else contexts(**options)
            page = opened.enter_context(opened_page(context, starts_over))
            page.set_viewport_size(viewport)
            return page

        yield open_page


@pytest.fixture
def page(new_page):
    """Yield an empty page the size of a small phone."""
    return new_page()


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")


LEFT_OUT = "There is no "


def need(name):
    """Return where a tool of tests/tools.py is; without it skip the test, and in CI, where all must be tried, fail."""
    found = tools.TOOLS[name].find()
    if not found:
        (pytest.fail if tools.in_ci() else pytest.skip)(LEFT_OUT + name)
    return found


def pytest_terminal_summary(terminalreporter):
    """End with what was left untried, why, and how to get it."""
    reasons = (str(report.longrepr[2]).removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", ()))
    missing = Counter(reason.removeprefix(LEFT_OUT) for reason in reasons if reason.startswith(LEFT_OUT))
    if missing:
        terminalreporter.write_line(tools.untried(missing))
    if not FIRST_SUBJECT:
        terminalreporter.write_line("tests/aliexpress was left out: rules.yaml is about something else.")


def built_once(tmp_path_factory, name, *more):
    """Return the folder of a site that the first worker to need it builds; all others read the same, and none writes to it."""
    temporary = tmp_path_factory.getbasetemp()
    shared = temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary
    output = shared / f"{name}-site" / "output"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if not output.exists():
            build(output, *more)
    return output.resolve()


def build(output, *more):
    """Build the project into `output` as `make html` does, and fail with what the build said."""
    command = [sys.executable, "-m", "rulebook.cli.build", "--output", str(output), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"The site could not be built:\n{done.stdout}{done.stderr}", pytrace=False)


class serving:
    """Serve a folder on a free port of this machine while the `with` block runs; gives the address.

    Sends the site's own headers, so that every test in a browser runs under its policy; `said=None` is somebody else's server.
    """

    def __init__(self, folder, said=headers, handler=None):
        self.server = Server(("127.0.0.1", 0), partial(handler or Quiet, directory=str(folder), said=said))

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Server(ThreadingHTTPServer):
    request_queue_size = 64  # a page asks for many files at once


class Quiet(SimpleHTTPRequestHandler):
    def __init__(self, *arguments, said, **named):
        self.said = said
        super().__init__(*arguments, **named)

    def end_headers(self):
        for name, value in (self.said(self.path) if self.said else {}).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass
