"""Hold the hand-written pages against the rulebook and the map of the site, before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rulebook.content.pages import Entry, Page, citations
from rulebook.load.collector import did_you_mean, short
from rulebook.load.scalars import day
from rulebook.model import Finding, Rulebook
from rulebook.site import urls
from rulebook.wording.context import situations_input
from rulebook.wording.placeholders import ALONE, ANY, FENCE, FIGURE, LINK, WRITTEN, Call, call

PARTS = ("bare", "low", "high")
TOLD = ("text", "next", "letter", "because", "help", "none")  # the keys under which numbers are figures
CODE = re.compile(r"`[^`]*`")
Line = tuple[int, str]
Fault = tuple[str, int, str, str]  # kind, line, message, cure


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
        for kind, line, message, cure in (*_typed(lines, typed), *_bare(lines, rulebook))
    ]


def check_texts(rulebook: Rulebook, pages: Sequence[Page]) -> list[Finding]:
    """Return the dead links in the rulebook's own texts, and the numbers typed into them."""
    site = _site(rulebook, pages)
    typed = typed_number(rulebook)
    return [
        Finding(kind, severity, rulebook.file, line, message, cure)
        for prose in rulebook.texts
        for severity, faults in (
            ("error", _dead([(prose.line, prose.text)], rulebook, site, references=False)),
            ("warning", _typed([(prose.line, prose.text)], typed) if prose.key in TOLD else ()),
            ("warning", _bare([(prose.line, prose.text)], rulebook)),
        )
        for kind, line, message, cure in faults
    ]


def typed_number(rulebook: Rulebook) -> re.Pattern | None:
    """Return what a number with one of the rulebook's units looks like: `$50`, `5 to 15 days`, `70 kg`."""
    before = [re.escape(unit.before.strip()) for unit in rulebook.units.values() if unit.before.strip()]
    words = {word.strip() for unit in rulebook.units.values() for word in (unit.after, unit.one, unit.other)}
    after = sorted((re.escape(word) for word in words if word), key=len, reverse=True)
    ways = [rf"(?:{'|'.join(before)})\s?\d+(?:[.,]\d+)*"] if before else []
    ways += [rf"(?<!\w)(?<!\d[.,])\d+(?:[.,]\d+)*\s?(?:{'|'.join(after)})(?!\w)"] if after else []
    return re.compile("|".join(ways)) if ways else None


def _bare(lines: Sequence[Line], rulebook: Rulebook) -> Iterator[Fault]:
    """Yield figures that are printed without their hedge in a text that does not say it in words either."""
    said = ANY.sub("", " ".join(text for _, text in lines).lower())
    for line, text in lines:
        for inner in ANY.findall(text):
            name, _, part = inner.strip().partition(".")
            figure = rulebook.figures.get(name)
            if figure and part in PARTS and figure.hedge and figure.hedge.lower() not in said:
                message = f'{{{{ {inner.strip()} }}}} drops "{figure.hedge}", and the text does not say it.'
                yield "citation", line, message, f"Print {{{{ {name} }}}}, or say the hedge in words."


def _typed(lines: Iterable[Line], typed: re.Pattern | None) -> Iterator[Fault]:
    for line, text in lines:
        for found in typed.findall(text) if typed else ():
            cure = "Make it a figure with its source and hedge, and print that: {{ figure }}."
            yield "figure", line, f'"{found}" is a number typed into a text.', cure


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
    for key in ("date", "modified"):
        written = page.value(key)
        if key in page.meta and not _may_be_date(written):
            yield (
                "form",
                page.meta[key].line,
                f'{key.capitalize()} "{short(written)}" is no date.',
                f"Write {key.capitalize()}: 2026-11-22.",
            )
    for key in ("menu", "order"):
        if key in page.meta and not page.value(key).replace(".", "", 1).isdigit():
            yield (
                "form",
                page.meta[key].line,
                f'{key.capitalize()} "{short(page.value(key))}" is no number.',
                f"Write its place, as in {key.capitalize()}: 3.",
            )


def _may_be_date(written: str) -> bool:
    """Return whether Pelican may read a date, which it does in many notations."""
    begins = re.match(r"\d{4}-\d{1,2}-\d{1,2}", written)
    return day("-".join(part.zfill(2) for part in begins[0].split("-"))) is not None if begins else any(map(str.isdigit, written))


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
            yield from _view(line, alone["view"], call(text), rulebook)
            continue
        for inner in ANY.findall(text):
            yield from _figure(line, inner, rulebook)
        if "{{" in ANY.sub("", text):
            yield "form", line, "{{ has no }} on the same line.", "Write a placeholder on one line, as in {{ figure }}."


def _figure(line: int, inner: str, rulebook: Rulebook) -> Iterator[Fault]:
    found, first = FIGURE.fullmatch(inner), inner.split()[:1]
    if first and first[0] in WRITTEN and first[0] not in rulebook.figures:
        yield "form", line, f"{{{{{inner}}}}} stands in a line of text.", f"A view stands alone on its line: {WRITTEN[first[0]]}."
    elif not found:
        yield (
            "form",
            line,
            f"{{{{{short(inner)}}}}} is no placeholder.",
            "Write {{ figure }}, {{ figure.low }}, {{ figure.high }} or {{ figure.bare }}.",
        )
    elif found[1].partition(".")[0] not in rulebook.figures:
        name = found[1].partition(".")[0]
        yield "reference", line, f'there is no figure "{short(name)}".', did_you_mean(name, rulebook.figures)


def _view(line: int, view: str, asked: Call | None, rulebook: Rulebook) -> Iterator[Fault]:
    if asked is None:
        yield "form", line, f"{{{{ {view} … }}}} is not written like that.", f"Write {WRITTEN[view]}."
        return
    decision = rulebook.decisions.get(asked.decision)
    if asked.decision and decision is None:
        yield (
            "reference",
            line,
            f'{view}: there is no decision "{short(asked.decision)}".',
            did_you_mean(asked.decision, rulebook.decisions),
        )
    if asked.outcome and decision and asked.outcome not in decision.outcomes:
        yield (
            "reference",
            line,
            f'{view}: {decision.id} has no outcome "{short(asked.outcome)}".',
            did_you_mean(asked.outcome, decision.outcomes),
        )
    if asked.input:
        yield from _preset(line, view, asked, rulebook)


def _preset(line: int, view: str, asked: Call, rulebook: Rulebook) -> Iterator[Fault]:
    spec, situations = rulebook.inputs.get(asked.input), situations_input(rulebook)
    if spec is None:
        yield "reference", line, f'{view}: there is no input "{short(asked.input)}".', did_you_mean(asked.input, rulebook.inputs)
    elif view == "faq" and spec is not situations:
        yield "reference", line, f"{view}: {spec.id} is not the input that names the situations.", f"Write {situations.id}=…"
    elif asked.option not in spec.options:
        yield (
            "reference",
            line,
            f'{view}: {spec.id} has no option "{short(asked.option)}".',
            did_you_mean(asked.option, spec.options),
        )


def _links(page: Page, rulebook: Rulebook, site: Mapping) -> Iterator[Fault]:
    yield from _dead([*_summary(page), *_prose(page)], rulebook, site)


def _dead(lines: Iterable[Line], rulebook: Rulebook, site: Mapping, references: bool = True) -> Iterator[Fault]:
    for line, text in lines:
        for target in LINK.findall(text):
            if target not in site and (references or target.startswith("/")):  # the others are `load`'s to tell, in a rulebook
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
