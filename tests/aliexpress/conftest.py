"""Tests of this subject. Where rules.yaml is about something else, they are left out, and the end of the run says so."""

import pytest
from rulebook.diagram.program import program
from rulebook.load import load

from tests.conftest import FIRST_SUBJECT, ROOT

collect_ignore_glob = [] if FIRST_SUBJECT else ["*"]


@pytest.fixture(scope="session")
def real_program():
    """Return the program of rules.yaml."""
    return program(load(ROOT / "rules.yaml")[0])
