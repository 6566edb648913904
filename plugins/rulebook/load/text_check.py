"""Texts people will read: every placeholder names a figure, every link goes where links may go, nothing is HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rulebook.load.collector import Report, did_you_mean, short
from rulebook.load.raw import Text
from rulebook.model import Decision, Figure, Passage
from rulebook.wording.placeholders import ANY, INNER, PARTS, PASSAGE, PRINTED_ADDRESS

LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]*)", re.MULTILINE)
REF = re.compile(r"ref:([a-z0-9_]+)(?:([/.])([a-z0-9_]+))?")
# A tag that closes, its attributes with values: "a<b, c>d" compares
HTML = re.compile(r"</?[A-Za-z][\w-]*(?:\s+[\w:-]+\s*=[^<>]*|\s*/?)>|<!--|<[!?][A-Za-z][^<>]*>")
PICTURE = re.compile(r"!\[")
LITERAL = ("literal", "literals", "literals_by_id")  # kinds of keys whose texts are printed as they stand
NONE: Mapping[str, Passage] = MappingProxyType({})
ALLOWED = "Links go to https: addresses, to own pages (/about/) or to ref:decision/rule."


def check_texts(
    texts: list[Text],
    figures: Mapping[str, Figure],
    decisions: Mapping[str, Decision],
    report: Report,
    passages: Mapping[str, Passage] = NONE,
) -> None:
    """Report what is wrong with placeholders, links and markup in all texts. No fault here keeps rules from being judged."""
    for text in texts:
        if not any(mark in text.node.text for mark in "{<]"):
            continue
        for check in (_placeholders(text, figures, passages), _links(text, decisions), _markup(text)):
            for kind, fragment, message, cure in check:
                report.recoverable_error(kind, line_of(fragment, text), text.place, f"{text.key}: {message}", cure)


Fault = tuple[str, str, str, str]  # kind, fragment, message, cure


def figure_faults(text: str, figures: Mapping[str, Figure], passages: Mapping[str, Passage] = NONE) -> Iterator[Fault]:
    """Yield what is wrong with the placeholders of a text that may print figures."""
    for match in ANY.finditer(text):
        whole, name = match[0], INNER.fullmatch(match[1])
        if PASSAGE.fullmatch(whole):
            continue  # passages.py says what is wrong with it
        if not match[2] or not name:
            yield (
                "form",
                whole,
                f"{short(whole)} is not understood.",
                "Write {{ figure }}, {{ figure.bare }}, .low or .high, or {{ passage id }}; there is no arithmetic.",
            )
        elif name[1] not in figures:
            yield "reference", whole, f'there is no figure "{short(name[1])}".', _meant(name[1], name[2], figures, passages)
        else:
            yield from _part(whole, name[2], figures[name[1]])


def address_faults(text: str) -> Iterator[Fault]:
    """Yield the placeholders that stand in the address of a link, where no words can stand."""
    for match in PRINTED_ADDRESS.finditer(text):
        yield "form", match[0], f"{short(match[0])} puts a figure into an address.", "Print figures in words that people read."


def _meant(name: str, part: str | None, figures: Mapping[str, Figure], passages: Mapping[str, Passage]) -> str:
    """Return the cure for a placeholder that names no figure: a passage is called in another way."""
    called = part if name in ("passage", "passages") else name
    return f"Write {{{{ passage {called} }}}}." if called in passages else did_you_mean(name, figures)


def _placeholders(text: Text, figures: Mapping[str, Figure], passages: Mapping[str, Passage]) -> Iterator[Fault]:
    if text.kind not in LITERAL:
        yield from address_faults(text.node.text)
        yield from figure_faults(text.node.text, figures, passages)
        return
    for match in ANY.finditer(text.node.text):
        message = f"{short(match[0])} stands where no figure can be printed."
        yield "form", match[0], message, "Write it in words; figures are printed in texts, labels and questions."


def _part(whole: str, part: str | None, figure: Figure) -> Iterator[Fault]:
    """Yield a fault where a figure has no such part."""
    parts = PARTS if figure.is_range else PARTS[:1]
    if part and part not in parts:
        plain = f"{{{{ {figure.id} }}}}" if not figure.is_range else did_you_mean(part, parts)
        cure = plain if figure.is_range else f"It is one number: write {plain} or {{{{ {figure.id}.bare }}}}."
        yield "reference", whole, f'the figure "{figure.id}" has no part "{part}".', cure


def _links(text: Text, decisions: Mapping[str, Decision]) -> Iterator[Fault]:
    for match in LINK.finditer(text.node.text):
        target = match[1] if match[1] is not None else match[2]
        ref = REF.fullmatch(target)
        if ref:
            yield from _ref(target, ref[1], ref[2], ref[3], decisions)
        elif "{{" not in target and not target.startswith("https://") and not re.match(r"/(?![/\\])", target):
            meant = f' Did you mean "{target.replace("http:", "https:", 1)}"?' if target.startswith("http:") else ""
            yield "form", match[0].strip(), f'a link goes to "{short(target)}".', f"{ALLOWED}{meant}"


def _ref(
    target: str, decision: str, separator: str | None, inner: str | None, decisions: Mapping[str, Decision]
) -> Iterator[Fault]:
    if decision not in decisions:
        yield (
            "reference",
            target,
            f'a link names the decision "{decision}", which does not exist.',
            did_you_mean(decision, decisions),
        )
        return
    known = decisions[decision].outcomes if separator == "." else [rule.id for rule in decisions[decision].rules]
    what = "an outcome" if separator == "." else "a rule"
    if inner and inner not in known:
        yield (
            "reference",
            target,
            f'a link names {what} "{inner}" of {decision}, which does not exist.',
            did_you_mean(inner, known),
        )


def _markup(text: Text) -> Iterator[Fault]:
    html = HTML.search(text.node.text)
    if html:
        yield "form", html[0], f"{short(html[0])} is raw HTML.", "Use Markdown: *emphasis*, lists, [words](https://…)."
    if PICTURE.search(text.node.text):
        yield "form", "![", "it holds a picture.", "Texts have paragraphs, emphasis, lists and links."


def line_of(fragment: str, text: Text) -> int:
    """Return the line of a fragment: exact in a text that keeps its lines, else where the text begins."""
    node = text.node
    if not node.block or node.end - node.line - 1 < node.text.rstrip("\n").count("\n") + 1:
        return node.line
    before = node.text.partition(fragment)[0]
    return node.line + 1 + before.count("\n")
