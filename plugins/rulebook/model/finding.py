"""One thing that is wrong with a rulebook or with a page: what every check gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass

from rulebook.model.basics import Number

SEVERITIES = ("error", "warning", "note")  # the worst first


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `rules` has the rule at fault first; `witness` maps base inputs to values."""

    kind: str
    severity: str  # one of SEVERITIES
    file: str
    line: int
    message: str
    cure: str
    _: KW_ONLY
    decision: str | None = None
    rules: tuple[str, ...] = ()
    witness: Mapping[str, str | Number] | None = None
