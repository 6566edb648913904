"""Hold the hand-written pages against the rulebook and the map of the site, before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rulebook.content.call_check import passage_faults, view_faults
from rulebook.content.number_check import Fault, Line, hedges_dropped, numbers_typed, typed_number
from rulebook.content.pages import Entry, Page, citations
from rulebook.load.collector import did_you_mean, short
from rulebook.load.text_check import address_faults, placeholder_faults
from rulebook.model import Finding, Rulebook
from rulebook.site import urls
from rulebook.wording.context import situations_input
from rulebook.wording.placeholders import ALONE, FENCE, LINK, PASSAGE, WRITTEN, call

CODE = re.compile(r"`[^`]*`")


def check_content(rulebook: Rulebook, pages: Sequence[Page]) -> list[Finding]:
    """Return everything that is wrong with the pages of content/, file by file."""
    site = _site(rulebook, pages)
    typed = typed_number(rulebook)
    faults = [
        Finding(kind, "error", page.file, line, message, cure)
        for page in pages
        for check in (_metadata, _address, _citations, _placeholders, _links)
        for kind, line, message, cure in check(page, rulebook, site)
    ]
    return faults + [
        Finding(kind, "warning", page.file, line, message, cure)
        for page in pages
        for lines in ([*_summary(page), *_prose(page)],)
        for kind, line, message, cure in (*numbers_typed(lines, typed), *hedges_dropped(lines, rulebook))
    ]


def check_texts(rulebook: Rulebook, pages: Sequence[Page]) -> list[Finding]:
    """Return the dead links in the rulebook's own texts, the numbers typed into them, and what facts print wrongly."""
    site = _site(rulebook, pages)
    typed = typed_number(rulebook)
    return _facts(rulebook) + [
        Finding(kind, severity, rulebook.file, line, message, cure)
        for prose in rulebook.texts
        for severity, faults in (
            ("error", _dead([(prose.line, prose.text)], rulebook, site, references=False)),
            ("warning", () if prose.kind == "quotation" else numbers_typed([(prose.line, prose.text)], typed)),
            ("warning", hedges_dropped([(prose.line, prose.text)], rulebook)),
        )
        for kind, line, message, cure in faults
    ]


def _facts(rulebook: Rulebook) -> list[Finding]:
    """Return what is wrong with the placeholders of the facts that sources list."""
    return [
        Finding(kind, "error", source.facts_file or rulebook.file, fact.line, message, cure)
        for source in rulebook.sources.values()
        for fact in source.facts.values()
        for kind, _, message, cure in (*address_faults(fact.text), *placeholder_faults(fact.text, rulebook.figures))
    ]


def _site(rulebook: Rulebook, pages: Sequence[Page]) -> dict[str, frozenset[str]]:
    spec = situations_input(rulebook)
    return urls.planned(rulebook, spec.options if spec else (), [page.url for page in pages])


def _metadata(page: Page, rulebook: Rulebook, site: Mapping) -> Iterator[Fault]:
    if not page.title:
        yield "form", 1, "the page has no title.", "Begin the file with a line such as Title: About."
    for key, entry in page.meta.items():
        if key != "summary" and "{{" in entry.value:
            yield "form", entry.line, f"{key.capitalize()} holds a placeholder.", "Of the metadata only Summary may hold figures."
    slug = page.value("slug")
    if slug and slug != page.slug:
        yield (
            "form",
            page.meta["slug"].line,
            f'Slug is "{short(slug)}" and the file {page.slug}.md.',
            "A page's address is its file's name: rename the file, or take Slug out.",
        )
    for key in ("menu", "order"):
        if key in page.meta and not page.value(key).replace(".", "", 1).isdigit():
            yield (
                "form",
                page.meta[key].line,
                f'{key.capitalize()} "{short(page.value(key))}" is no number.',
                f"Write its place, as in {key.capitalize()}: 3.",
            )


def _address(page: Page, rulebook: Rulebook, site: Mapping) -> Iterator[Fault]:
    if page.url in urls.GENERATED:
        yield "form", 1, f"the address {page.url} belongs to a page made from the rulebook.", "Give the file another name."


def _citations(page: Page, rulebook: Rulebook, site: Mapping) -> Iterator[Fault]:
    for citation in citations(page, rulebook.sources):
        line = page.meta["source"].line
        source = rulebook.sources.get(citation.source)
        if source is None:
            yield (
                "reference",
                line,
                f'Source: there is no source "{short(citation.fact)}".',
                did_you_mean(citation.fact, rulebook.sources),
            )
            return
        elif source.facts and citation.fact not in source.facts:
            yield (
                "reference",
                line,
                f'Source: {source.id} has no fact "{short(citation.fact)}".',
                did_you_mean(citation.fact, source.facts),
            )


def _placeholders(page: Page, rulebook: Rulebook, site: Mapping) -> Iterator[Fault]:
    summary = page.meta.get("summary", Entry("", 1))
    for line, text in [(summary.line, summary.value), *_prose(page)]:
        alone = ALONE.fullmatch(text)
        if alone and line != summary.line:
            yield from view_faults(line, alone["view"], call(text), rulebook)
            continue
        for passage in PASSAGE.finditer(text):
            yield from passage_faults(line, passage[1], text, rulebook)
        for kind, fragment, message, cure in (*address_faults(text), *placeholder_faults(text, rulebook.figures)):
            view = (fragment.strip("{} ").split() or [""])[0]
            if view in WRITTEN and view not in rulebook.figures:
                kind, message, cure = (
                    "form",
                    f"{fragment} stands in a line of text.",
                    f"A view stands alone on its line: {WRITTEN[view]}.",
                )
            yield kind, line, message, cure


def _links(page: Page, rulebook: Rulebook, site: Mapping) -> Iterator[Fault]:
    yield from _dead([*_summary(page), *_prose(page)], rulebook, site)


def _dead(lines: Iterable[Line], rulebook: Rulebook, site: Mapping, references: bool = True) -> Iterator[Fault]:
    for line, text in lines:
        for target in LINK.findall(text):
            if (
                "{{" not in target and target not in site and (references or target.startswith("/"))
            ):  # the others are `load`'s to tell, in a rulebook
                yield from _link(line, target, rulebook, site)


def _link(line: int, target: str, rulebook: Rulebook, site: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
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


def _summary(page: Page) -> Iterator[Line]:
    if "summary" in page.meta:
        yield page.meta["summary"].line, page.value("summary")


def _prose(page: Page) -> Iterator[Line]:
    """Yield the numbered lines of a page that are neither empty nor code."""
    fenced = False
    for line, text in enumerate(page.lines, page.first_line):
        edge = FENCE.match(text) is not None
        fenced ^= edge
        if text and not fenced and not edge:
            yield line, CODE.sub("", text)
