"""Rich text: the blocks that a text is read into, and the escaped HTML that is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Part:
    """A block or a stretch of text: `tag` is the name of an HTML element, or "figure" with its name in `target`."""

    tag: str
    parts: tuple[Part | str, ...] = ()
    target: str = ""


Tree = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Html:
    """Escaped HTML, and the blocks it was made of, figures said and addresses found, for those who print no HTML.

    Templates print it as it is (`__html__`); everything else that they print is escaped.
    """

    markup: Markup = field(default_factory=Markup)
    blocks: tuple[Part | str, ...] = ()

    def __html__(self) -> str:
        return self.markup

    def __str__(self) -> str:
        return str(self.markup)

    def __bool__(self) -> bool:
        return bool(self.markup)
