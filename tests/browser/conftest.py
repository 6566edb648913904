"""What several walks share: a small site on another subject, and somebody else's site."""

import subprocess
import sys

import pytest

from tests.browser.answering import ready
from tests.browser.host import Host
from tests.conftest import ROOT, serving

PARCEL = ROOT / "tests" / "rulebooks" / "parcel.yaml"


@pytest.fixture(scope="session")
def parcel(tmp_path_factory):
    """Yield the address of a complete site made from a small rulebook on another subject."""
    folder = tmp_path_factory.mktemp("parcel")
    (folder / "content").mkdir()
    command = [
        sys.executable,
        "-m",
        "rulebook.cli.build",
        "--rules",
        str(PARCEL),
        "--content",
        str(folder / "content"),
        "--output",
        str(folder / "output"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    with serving((folder / "output").resolve()) as url:
        yield url


@pytest.fixture
def check(parcel, page):
    """Give a function that opens the small rulebook's checker with a query string, and waits until it is ready."""

    def opened(query=""):
        page.goto(f"{parcel}/check/{query}")
        return ready(page)

    return opened


@pytest.fixture(scope="session")
def host(site):
    """Yield somebody else's site, which embeds the real checker."""
    host = Host(site.url)
    yield host
    host.server.shutdown()
    host.server.server_close()
