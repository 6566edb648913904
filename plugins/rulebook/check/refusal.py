"""Refuse to build a site from what has errors; tell of what is only doubtful."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rulebook.check import report
from rulebook.model import Finding


class Broken(Exception):
    """The site cannot be built; the message is for people."""


def refuse(found: Sequence[Finding], strict: bool = False) -> None:
    """Raise Broken with the findings where there are errors among them, or, if `strict`, warnings; else print them."""
    severities = {finding.severity for finding in found}
    if "error" in severities or (strict and "warning" in severities):
        raise Broken(report.text(found))
    if found:
        print(report.visible(report.text(found)), file=sys.stderr)
