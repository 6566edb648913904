"""Findings as workflow commands, which GitHub Actions shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable

from rulebook.check.report import relative, summary, visible, witness_example
from rulebook.finding_kinds import ERROR, NOTE, WARNING
from rulebook.model import Finding

COMMANDS = {ERROR: "error", WARNING: "warning", NOTE: "notice"}
IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTIES = {**IN_MESSAGES, ":": "%3A", ",": "%2C"}


def workflow_commands(findings: Iterable[Finding]) -> str:
    """Return one command a finding, and the counts as a line of their own."""
    findings = list(findings)
    return "\n".join([*map(_command, findings), summary(findings)])


def _command(finding: Finding) -> str:
    properties = {"file": relative(finding.file), "line": str(max(1, finding.line)), "title": finding.kind}
    said = ",".join(f"{name}={_escaped(value, IN_PROPERTIES)}" for name, value in properties.items())
    example = [f"examples: {witness_example(finding.witness)}"] if finding.witness else []
    message = _escaped("\n".join([finding.message, finding.cure, *example]), IN_MESSAGES)
    return f"::{COMMANDS[finding.severity]} {said}::{message}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in visible(text))
