"""`source: guide F39 F40` → citations, each of a source that exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rulebook.load.collector import Report, did_you_mean
from rulebook.load.raw import Raw, many
from rulebook.load.scalars import read_text, special
from rulebook.model import Citation


def citations_of(raw: Raw, sources: Mapping, report: Report) -> tuple[Citation, ...]:
    """Return what a thing's `source` cites: one text, or a list of them, each a source's id and its facts' ids.

    A source that does not exist is reported and kept: the thing has a source, if only a misspelt one.
    """
    if "source" not in raw.nodes:
        return ()
    found: list[Citation] = []
    for node in many(raw.nodes["source"]):
        text = read_text(node, "source", raw.place.in_presentation(), report)
        words = (text or "").replace(",", " ").split() if not special(node) else []
        if words and words[0] not in sources:
            _unknown(words[0], sources, node.line, raw, report)
            found.extend(Citation(words[0], fact) for fact in words[1:])
        else:
            found.extend(_cited(words, sources))
    return tuple(dict.fromkeys(found))


def _cited(words: list[str], sources: Mapping) -> Iterator[Citation]:
    """Yield the facts that follow each source's id; a source alone is cited as a whole."""
    for index, word in enumerate(words):
        if word in sources:
            source = word
            if index + 1 == len(words) or words[index + 1] in sources:
                yield Citation(source, "")
        else:
            yield Citation(source, word)


def _unknown(source: str, sources: Mapping, line: int, raw: Raw, report: Report) -> None:
    cure = did_you_mean(source, sources)
    if len(sources) == 1 and any(map(str.isdigit, source)):
        cure = f"The source's id comes first: source: {next(iter(sources))} {source}."
    report.recoverable_error("reference", line, raw.place, f'there is no source "{source}".', cure)
