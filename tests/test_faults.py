"""Every broken rulebook in faults/ gets exactly the findings that are written on top of it, and no others."""

import re
from datetime import date
from pathlib import Path

import pytest
from rulebook.check import check

from tests.remembered import remembered

FAULTS = sorted((Path(__file__).parent / "faults").glob("*.yaml"))
QUICK = [path for path in FAULTS if path.stem != "not_judged"]  # its proof takes seconds, its form is that of others
EXPECT = re.compile(r"# expect: (\w+) (error|warning|note) line (\d+) — (.+)")


ALL = [pytest.param(path, marks=() if path in QUICK else pytest.mark.slow) for path in FAULTS]


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.stem)
def test_a_broken_rulebook_gets_exactly_these_findings(fault):
    expected = [match.groups() for match in map(EXPECT.match, fault.read_text(encoding="utf-8").splitlines()) if match]
    found = found_in(fault)
    missed = [each for each in expected if not any(matches(finding, *each) for finding in found)]
    unexpected = [finding for finding in found if not any(matches(finding, *each) for each in expected)]
    assert not missed and not unexpected, "\n".join(
        [*(f"missing: {' '.join(each)}" for each in missed), *(f"not expected: {told(finding)}" for finding in unexpected)]
    )


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.stem)
def test_every_finding_says_what_to_do(fault):
    for finding in found_in(fault):
        assert finding.message[-1] in ".…" and finding.cure, told(finding)


@remembered
def found_in(fault):
    return check(fault, today=date(2026, 11, 22))[1]


def matches(finding, kind, severity, line, fragment):
    return (finding.kind, finding.severity, finding.line) == (kind, severity, int(line)) and fragment in finding.message


def told(finding):
    return f"# expect: {finding.kind} {finding.severity} line {finding.line} — {finding.message}"
