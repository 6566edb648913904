"""Findings as SARIF 2.1.0, which code hosts show beside the lines: https://docs.oasis-open.org/sarif/sarif/v2.1.0/"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from rulebook.check.report import relative, visible, witness_words
from rulebook.finding_kinds import ERROR, KINDS, NOTE, WARNING
from rulebook.model import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {ERROR: "error", WARNING: "warning", NOTE: "note"}
PLACES = list(KINDS)


def sarif(findings: Iterable[Finding]) -> dict:
    """Return a log of one run; what runs it may show a finding once, however often it is found, by its fingerprint."""
    kinds = [
        {
            "id": name,
            "shortDescription": {"text": kind.meaning},
            "defaultConfiguration": {"level": LEVELS[kind.severities[0]]},
        }
        for name, kind in KINDS.items()
    ]
    run = {
        "tool": {"driver": {"name": "rulebook", "rules": kinds}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Finding) -> dict:
    case = f" Case: {witness_words(finding.witness)}." if finding.witness else ""
    place = {"artifactLocation": {"uri": _uri(finding.file)}, "region": {"startLine": max(1, finding.line)}}
    name = "/".join([*filter(None, [finding.decision]), *finding.rules[:1]])
    logical = {"logicalLocations": [{"fullyQualifiedName": name}]} if name else {}
    return {
        "ruleId": finding.kind,
        "ruleIndex": PLACES.index(finding.kind),
        "level": LEVELS[finding.severity],
        "message": {"text": visible(f"{finding.message} {finding.cure}{case}")},
        "locations": [{"physicalLocation": place, **logical}],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }


def _uri(file: str) -> str:
    """Return a file as seen from here, or in full where it lies elsewhere."""
    path = Path(relative(file))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same where only lines have moved."""
    same = "\0".join([finding.kind, relative(finding.file), finding.message])
    return hashlib.sha256(same.encode("utf-8", "replace")).hexdigest()[:32]
