"""Links of hand-written texts: each leads to a page, a file or a rule that there is going to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rulebook.content.prose import Fault, Line
from rulebook.load.collector import did_you_mean, short
from rulebook.model import Rulebook
from rulebook.site import urls
from rulebook.wording.placeholders import LINK

SiteMap = Mapping[str, frozenset[str]]


def dead_links(lines: Iterable[Line], rulebook: Rulebook, site: SiteMap, references: bool = True) -> Iterator[Fault]:
    """Yield the links that lead nowhere; without `references` those by rule are left to others."""
    for line, text in lines:
        for target in LINK.findall(text):
            if (
                "{{" not in target and target not in site and (references or target.startswith("/"))
            ):  # the others are `load`'s to tell, in a rulebook
                yield from _link(line, target, rulebook, site)


def _link(line: int, target: str, rulebook: Rulebook, site: SiteMap) -> Iterator[Fault]:
    if target.startswith("ref:"):
        if urls.reference(rulebook, target[4:]) is None:
            known = [f"{decision.id}/{rule.id}" for decision in rulebook.decisions.values() for rule in decision.rules]
            yield (
                "reference",
                line,
                f"the link {short(target)} leads to no rule.",
                did_you_mean(target[4:], [*known, *rulebook.decisions]),
            )
        return
    if not target.startswith("/") or target.startswith("//"):
        if not target.startswith(("https:", "#")):
            yield (
                "link",
                line,
                f"the link {short(target)} is not possible here.",
                "Write https:…, /own/page/ or ref:decision/rule.",
            )
        return
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    if path not in site:
        yield "link", line, f"there is no page {short(path)}.", did_you_mean(path, site)
    elif anchor and site[path] and anchor not in site[path]:
        yield "link", line, f'{path} has nothing called "{short(anchor)}".', did_you_mean(anchor, site[path])
