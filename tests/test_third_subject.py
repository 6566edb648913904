"""A third subject, begun with `rulebook new`: flight delay compensation, simplified. It is sound, builds whole, and says what the regulation does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rulebook.check import examine
from rulebook.cli.statistics import statistics
from rulebook.evaluate import evaluate

FLIGHT = Path(__file__).parent / "rulebooks" / "flight"
COVERED = {"route": "from_eu", "reason": "ordinary"}
# Articles 5 and 7 and C-402/07, by hand: what happened, kilometres, hours late at arrival, days of notice → the sum
CASES = [
    ("delayed", 1500, 3, None, "low"),
    ("delayed", 1500, 2.9, None, "none_case"),
    ("delayed", 1501, 3, None, "middle"),
    ("delayed", 3500, 24, None, "middle"),
    ("delayed", 3501, 3.5, None, "half"),
    ("delayed", 3501, 4, None, "high"),
    ("cancelled", 1000, None, 13, "low"),
    ("cancelled", 1000, None, 14, "none_case"),
    ("cancelled", 5000, None, "unknown", "high"),
    ("denied", 9000, None, None, "high"),
]


@pytest.fixture(scope="module")
def checked():
    return examine(FLIGHT / "rules.yaml", date(2026, 11, 25))


def test_nothing_is_wrong_with_it_and_its_examples_take_every_edge(checked):
    assert {finding.severity for finding in checked.findings} <= {"note"}
    counts = statistics(checked.rulebook, checked.program)
    assert counts.untested_rules == () and len(counts.untested_edges) < counts.edges / 4


@pytest.mark.parametrize(("happened", "distance", "late", "notice", "sum"), CASES)
def test_it_says_what_the_regulation_says(checked, happened, distance, late, notice, sum):
    given = {"happened": happened, "distance": distance, "arrival_delay": late, "days_before": notice, **COVERED}
    answers = {name: value for name, value in given.items() if value is not None}
    assert evaluate(checked.program, answers)["decisions"]["compensation"]["outcome"] == sum


def test_what_came_from_outside_frees_the_airline_but_not_of_denied_boarding(checked):
    for happened, sum in (("delayed", "none_cause"), ("cancelled", "none_cause"), ("denied", "low")):
        answers = {
            **COVERED,
            "reason": "extraordinary",
            "happened": happened,
            "distance": 500,
            "arrival_delay": 9,
            "days_before": 0,
        }
        assert evaluate(checked.program, answers)["decisions"]["compensation"]["outcome"] == sum


@pytest.mark.slow
def test_it_builds_as_a_whole_site(tmp_path):
    folder = tmp_path / "flight"
    shutil.copytree(FLIGHT, folder)
    done = subprocess.run(
        [sys.executable, "-m", "rulebook.cli", "build", "--strict"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = (folder / "output").resolve()
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {
        "index.html",
        "check/index.html",
        "faq/index.html",
        "decisions/compensation/index.html",
        "sources/regulation/index.html",
    } <= pages
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "simplified" in home and "AliExpress" not in home
