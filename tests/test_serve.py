"""`make serve`: what is wrong stands on the page within two seconds of saving, the last good site stays, pages reload."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT

RULES = ROOT / "tests" / "rulebooks" / "library" / "rules.yaml"


@pytest.fixture
def served(tmp_path):
    """Yield (address, rules file) of a small site that is being served."""
    rules = tmp_path / "rules.yaml"
    shutil.copy(RULES, rules)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "rulebook.cli.serve",
        "--rules",
        rules,
        "--content",
        tmp_path / "content",
        "--output",
        tmp_path / "output",
        "--port",
        port,
    ]
    process = subprocess.Popen(
        [str(word) for word in command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    yield f"http://127.0.0.1:{port}", rules
    process.terminate()
    process.communicate()


def until(holds, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail("It did not happen in time.")


def test_saving_a_fault_shows_it_and_mending_it_brings_the_new_site(served, page):
    url, rules = served
    until(lambda: urlopen(url + "/").status == 200)
    page.goto(url + "/decisions/")
    text = rules.read_text(encoding="utf-8")
    title = page.title()
    rules.write_text(text.replace("rules:", "ruels:", 1), encoding="utf-8")
    page.get_by_text('Did you mean "rules"?').wait_for(timeout=10_000)
    assert page.title() == title
    assert urlopen(url + "/decisions/").status == 200
    rules.write_text(text.replace("\nname: ", "\nname: Renamed ", 1), encoding="utf-8")
    page.wait_for_function("() => document.querySelector('header').textContent.includes('Renamed')", timeout=30_000)
    page.wait_for_function("() => !document.querySelector('pre')", timeout=5_000)
