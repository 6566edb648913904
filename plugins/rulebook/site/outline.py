"""What a site is going to have, known before any of it is made: enough to name every address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rulebook.content.changes import ChangeEntry
from rulebook.content.pages import Page, guide
from rulebook.content.statuses import listed
from rulebook.model import Rulebook
from rulebook.wording.context import situations_input


@dataclass(frozen=True)
class Outline:
    """A rulebook and what stands beside it: pages, entries about changes, and the addresses of files that are only copied.

    `whole` where the site is the rulebook's own; else its pages are guests in another's, and have no pages beside them.
    """

    rulebook: Rulebook
    pages: tuple[Page, ...] = ()
    changes: tuple[ChangeEntry, ...] = ()
    files: tuple[str, ...] = ()
    whole: bool = True

    @property
    def situations(self) -> Iterable[str]:
        spec = situations_input(self.rulebook)
        return spec.options if spec else ()

    @property
    def topics(self) -> list[Page]:
        """Return the topics of the guide, in their order."""
        return guide(listed(self.pages))
