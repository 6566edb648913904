"""Texts that are said often: `{{ passage id }}` → the passage itself, in every text, before figures and Markdown are looked at.

A passage may hold figures and other passages. What cites says what its passages say, so it rests on what they rest on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from rulebook.load.citations import citations_of
from rulebook.load.collector import PRESENTATION, Place, Report, did_you_mean
from rulebook.load.raw import Raw, Text
from rulebook.load.text_check import line_of
from rulebook.model import Citation, Exclusion, Finding, GeneralAnswer, Outcome, Passage, Rule, Rulebook, Source
from rulebook.wording.placeholders import PASSAGE

LARGEST = 20_000_000  # letters that passages may add to a rulebook

IN_A_PAGE = re.compile(rf"`[^`]*`|{PASSAGE.pattern}")  # what stands in code is no call
CITING = (Exclusion, Outcome, Passage, Rule, GeneralAnswer)  # what rests on its texts; a figure's source is that of its number

Passages = Mapping[str, Passage]


def make_passages(raws: Mapping[str, Raw], sources: Mapping[str, Source], report: Report) -> dict[str, Passage]:
    """Return the passages as written; each is either a text or steps."""
    for raw in raws.values():
        given = [key for key in ("text", "steps") if key in raw.nodes]
        if len(given) != 1:
            fault = "text and steps are given." if given else "it says nothing."
            report.error("form", raw.line, raw.place, fault, "Give exactly one of text and steps.")
    return {id: _passage(raw, sources, report) for id, raw in raws.items()}


def _passage(raw: Raw, sources: Mapping[str, Source], report: Report) -> Passage:
    steps, source = raw.get("steps", ()), citations_of(raw, sources, report)
    return Passage(id=raw.id, text=raw.get("text"), steps=steps, source=source, line=raw.line)


def check_passages(texts: Iterable[Text], rulebook: Rulebook, report: Report) -> None:
    """Report every call of a passage that does not exist, or of steps where no steps stand, and passages that hold themselves."""
    for text in texts:
        for call in PASSAGE.finditer(text.node.text) if "{{" in text.node.text else ():
            fault = _fault(call, text, rulebook)
            if fault:
                message, cure = fault
                report.recoverable_error("reference", line_of(call[0], text), text.place, f"{text.key}: {message}", cure)
    for circle in _circles(rulebook.passages):
        path = " → ".join([*circle, circle[0]])
        message = f"these passages hold each other in a circle: {path}." if len(circle) > 1 else "it holds itself."
        report.recoverable_error(
            "cycle", *_place(rulebook.passages[circle[0]]), message, "Write out what is meant in one of them."
        )


def _fault(call: re.Match[str], text: Text, rulebook: Rulebook) -> tuple[str, str] | None:
    """Return what is wrong with a call and the cure, or None."""
    passage = rulebook.passages.get(call[1])
    if passage is None:
        figure = call[1] in rulebook.figures
        cure = f"It is a figure: write {{{{ {call[1]} }}}}." if figure else did_you_mean(call[1], rulebook.passages)
        return f'there is no passage "{call[1]}".', cure
    if passage.steps and not (text.key in ("next", "steps") and PASSAGE.fullmatch(text.node.text.strip())):
        return f'the passage "{call[1]}" is a list of steps.', "Let it be a step of its own under next:, or make it a text."
    return None


def _circles(passages: Passages) -> Iterator[list[str]]:
    """Yield passages that hold each other, each circle once: each holds the next, and the first of the file comes first."""
    calls = {id: [each for each in _calls_in(one) if each in passages] for id, one in passages.items()}
    while True:
        try:
            TopologicalSorter(calls).prepare()
        except CycleError as error:
            circle = error.args[1][:0:-1]
            start = min(range(len(circle)), key=lambda at: list(passages).index(circle[at]))
            yield circle[start:] + circle[:start]
            calls = {id: [each for each in called if each not in circle] for id, called in calls.items() if id not in circle}
        else:
            return


def with_passages(rulebook: Rulebook, report: Report) -> Rulebook:
    """Return the rulebook with all passages in their places.

    Calls stay as they are written where passages hold each other, or would grow beyond all bounds; what they rest on counts.
    """
    if not rulebook.passages:
        return rulebook
    circular = {id for circle in _circles(rulebook.passages) for id in circle}
    calls = {id: [] if id in circular else _known(_calls_in(one), rulebook) for id, one in rulebook.passages.items()}
    order = list(TopologicalSorter(calls).static_order())
    too_long = _expanded_length(order, calls, rulebook) > LARGEST
    if too_long:
        message = f"passages that hold passages make more than {LARGEST:,} letters of this."
        report.recoverable_error("too_large", *_place(rulebook.passages[order[-1]]), message, "Say less, or say it less often.")
    done: dict[str, Passage] = {}
    for id in order:
        made = rulebook.passages[id] if id in circular else _expanded(rulebook.passages[id], done)[0]
        done[id] = replace(made, text=None, steps=()) if too_long else made
    others = {each.name: getattr(rulebook, each.name) for each in fields(rulebook) if each.name not in ("passages", "texts")}
    changed = {name: _expanded(value, done)[0] for name, value in others.items()}
    return replace(rulebook, **changed, passages={id: done[id] for id in rulebook.passages})


def page_lines(line: str, passages: Passages) -> list[str]:
    """Return what a line of a page in `content/` becomes: several lines where it is a call of steps, or of paragraphs."""
    call = PASSAGE.fullmatch(line.strip())
    if call and call[1] in passages and passages[call[1]].steps:
        return ["", *(f"{number}. {step}" for number, step in enumerate(passages[call[1]].steps, 1)), ""]
    return IN_A_PAGE.sub(lambda found: _expanded_call(found, passages) if found[1] else found[0], line).split("\n")


def unused_passages(rulebook: Rulebook, used_elsewhere: Iterable[str] = ()) -> list[Finding]:
    """Return a warning for every passage that no text and no page of `content/` uses."""
    used = {*used_elsewhere, *(id for prose in rulebook.texts for id in named(prose.text))}
    return [
        Finding(
            "passage",
            "warning",
            rulebook.file,
            one.line,
            f'passage "{one.id}": nothing uses it.',
            f"Take it out, or put it where it is said: {{{{ passage {one.id} }}}}.",
        )
        for one in rulebook.passages.values()
        if one.id not in used
    ]


def named(text: str) -> list[str]:
    """Return the ids of the passages that a text calls."""
    return PASSAGE.findall(text) if "{{" in text else []


def _calls_in(passage: Passage) -> list[str]:
    return [id for text in (passage.text or "", *passage.steps) for id in named(text)]


def _place(passage: Passage) -> tuple[int, Place]:
    return passage.line, Place(f'passage "{passage.id}"', part=PRESENTATION)


def _known(ids: Iterable[str], rulebook: Rulebook) -> list[str]:
    return [id for id in ids if id in rulebook.passages]


def _expanded_length(order: Iterable[str], calls: Mapping[str, Iterable[str]], rulebook: Rulebook) -> int:
    """Return how many letters passages add to all texts, counted without writing them."""
    size: dict[str, int] = {}
    for id in order:
        one = rulebook.passages[id]
        own = sum(len(PASSAGE.sub("", text)) for text in (one.text or "", *one.steps))
        size[id] = own + sum(size[each] for each in calls[id])
    return sum(size[id] for prose in rulebook.texts for id in _known(named(prose.text), rulebook))


Cited = tuple[Citation, ...]


def _expanded(value: Any, passages: Passages) -> tuple[Any, Cited]:
    """Return a value with the passages in all its texts, and what they rest on beyond what it cites itself."""
    if isinstance(value, str):
        return _expanded_text(value, passages)
    if isinstance(value, Mapping):
        made = {key: _expanded(each, passages) for key, each in value.items()}
        return {key: new for key, (new, _) in made.items()}, _union(cited for _, cited in made.values())
    if isinstance(value, tuple):
        parts = [_expanded_item(each, passages) for each in value]
        return tuple(new for part, _ in parts for new in part), _union(cited for _, cited in parts)
    if is_dataclass(value) and not isinstance(value, Source):
        return _expanded_fields(value, passages)
    return value, ()


def _expanded_text(text: str, passages: Passages) -> tuple[str, Cited]:
    called = [passages[id] for id in named(text) if id in passages]
    if not called:
        return text, ()
    return PASSAGE.sub(lambda call: _expanded_call(call, passages), text), _union(one.source for one in called)


def _expanded_call(call: re.Match[str], passages: Passages) -> str:
    passage = passages.get(call[1])
    return call[0] if passage is None or passage.text is None else passage.text


def _expanded_item(value: Any, passages: Passages) -> tuple[tuple, Cited]:
    """Return what stands in the place of one item of a list: several where it is a call of steps."""
    call = PASSAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    passage = passages.get(call[1]) if call else None
    if passage and passage.steps:
        return passage.steps, passage.source
    new, cited = _expanded(value, passages)
    return (new,), cited


def _expanded_fields(value: Any, passages: Passages) -> tuple[Any, Cited]:
    made = {each.name: _expanded(getattr(value, each.name), passages) for each in fields(value)}
    cited = _union(found for _, found in made.values())
    changed = {name: new for name, (new, _) in made.items()}
    if isinstance(value, CITING):
        return replace(value, **changed | {"source": tuple(dict.fromkeys((*value.source, *cited)))}), ()
    return (replace(value, **changed) if changed else value), cited


def _union(found: Iterable[Cited]) -> Cited:
    return tuple(dict.fromkeys(citation for cited in found for citation in cited))
