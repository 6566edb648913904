"""Each set of requirements holds what it is for: the site's is what the wheel asks for, and all sets agree."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "requirements"
PINS = sorted(FOLDER.glob("*.txt"))
NEVER_FOR_A_SITE = {"pytest", "hypothesis", "playwright", "pandas", "numpy", "lxml", "ruff", "mypy"}


def pinned(path):
    """Return {package: version} of a file of pins; one that differs by Python's version has several, joined."""
    found = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", path.read_text("utf-8"), re.M):
        found.setdefault(name, []).append(version)
    return {name: " or ".join(versions) for name, versions in found.items()}


def named(path):
    return {line.strip() for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")}


def test_the_wheel_asks_for_what_the_site_needs_and_nothing_else():
    asked = metadata.requires("dispute-first") or []
    always = {re.match(r"[\w.-]+", one)[0].lower() for one in asked if "extra ==" not in one}
    assert always == named(FOLDER / "site.in")
    assert {re.search(r'extra == "(\w+)"', one)[1] for one in asked if "extra ==" in one} == {"serve", "test", "xlsx"}
    assert not NEVER_FOR_A_SITE & pinned(FOLDER / "site.txt").keys()


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_pins_hold_all_that_is_named_with_hashes_and_no_address(path):
    text = path.read_text("utf-8")
    pins = pinned(path)
    assert named(path.with_suffix(".in")) <= pins.keys() and "://" not in text
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
    assert len(blocks) >= len(pins) and all("--hash=sha256:" in block for block in blocks)


def test_what_two_sets_pin_is_of_one_version():
    versions = {}
    for path in PINS:
        for name, version in pinned(path).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
