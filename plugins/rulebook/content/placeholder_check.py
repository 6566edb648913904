"""Placeholders of hand-written pages: figures, passages and views that are there, written as they must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rulebook.content.call_check import passage_faults, view_faults
from rulebook.content.prose import Fault, Line
from rulebook.load.text_check import address_faults, figure_faults
from rulebook.model import Rulebook
from rulebook.wording.placeholders import ALONE, PASSAGE, WRITTEN, call


def placeholder_faults(lines: Iterable[Line], rulebook: Rulebook, views: bool = True) -> Iterator[Fault]:
    """Yield what is wrong with the placeholders of some lines; without `views`, they may only hold figures and passages."""
    for line, text in lines:
        alone = ALONE.fullmatch(text)
        if alone and views:
            yield from view_faults(line, alone["view"], call(text), rulebook)
            continue
        for passage in PASSAGE.finditer(text):
            yield from passage_faults(line, passage[1], text, rulebook)
        for kind, fragment, message, cure in (*address_faults(text), *figure_faults(text, rulebook.figures, rulebook.passages)):
            view = (fragment.strip("{} ").split() or [""])[0]
            if view in WRITTEN and view not in rulebook.figures:
                alone_cure = f"A view stands alone on its line: {WRITTEN[view]}."
                yield "form", line, f"{fragment} stands in a line of text.", alone_cure
            else:
                yield kind, line, message, cure
