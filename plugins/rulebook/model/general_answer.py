"""What a reader is told first: the general answer to a question, or what holds in a situation."""

from __future__ import annotations

from dataclasses import dataclass

from rulebook.model.basics import written_in
from rulebook.model.source import Citation


@dataclass(frozen=True, slots=True)
class GeneralAnswer:
    """A decision's `answer` or an option's `lead`: Markdown whose links (`ref:`) name the outcomes that it speaks of."""

    text: str
    basis: str = "guide"
    source: tuple[Citation, ...] = ()
    line: int = written_in()
