"""A draft → rules.yaml: text, and for each of its lines the line of the file that it was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from rulebook.importing.drafts import Draft, DraftDecision, DraftRule, Question
from rulebook.importing.values import Cited
from rulebook.load.scalars import WORDS

BARE = re.compile(r"[^\W\d_][\w ]*[^\W_]|[^\W\d_]|-?\d{1,15}(\.\d{1,9})?")
TAG = re.compile(r"<(?=[A-Za-z/!?])")  # what would be taken for HTML
Lines = list[tuple[str, int]]  # text, and the line it was made of


def written(draft: Draft, origin: str) -> tuple[str, list[int]]:
    """Return the text, and the source's line for each line of it."""
    lines: Lines = [
        (f"# From {_one_line(origin)}. Check it: rulebook check; write examples for it: rulebook check --fix --write", 1),
        (f"title: {scalar(draft.title)}", 1),
        ("language: en", 1),
    ]
    if draft.sources:
        lines += [("sources:", 1), *((f"  {key(one.id)}: {{{_source(one)}}}", 1) for one in draft.sources)]
    lines.append(("inputs:", 1))
    for question in draft.questions:
        lines += _question(question)
    if not draft.questions:
        lines[-1] = ("inputs: {}", 1)
    lines.append(("decisions:", 1))
    for decision in draft.decisions:
        lines += _decision(decision)
    return "".join(f"{text}\n" for text, _ in lines), [line for _, line in lines]


def _source(one: Cited) -> str:
    parts = [f"title: {scalar(one.title)}", *([f"url: {scalar(one.url)}"] if one.url else [])]
    return ", ".join([*parts, *([f"retrieved: {one.retrieved}"] if one.retrieved else [])])


def _question(made: Question) -> Lines:
    about = [("question", made.question), ("label", made.label), *([("help", made.help)] if made.help else [])]
    about += [("type", made.type), *([("range", made.range)] if made.range else [])]
    about += [("unknown", made.unknown)] if made.unknown is not None else []
    lines = [f"  {made.id}:", *(f"    {key}: {scalar(value)}" for key, value in about)]
    if made.type == "choice":
        lines += ["    options:", *(f"      {key(id)}: {{label: {scalar(label)}}}" for id, label in made.all)]
    return [(text, made.line) for text in lines]


def _decision(made: DraftDecision) -> Lines:
    about = [("question", made.question), ("label", made.label), *([("help", made.help)] if made.help else [])]
    lines = [f"  {made.id}:", *(f"    {name}: {scalar(value)}" for name, value in about), f"    hit_policy: {made.policy}"]
    lines += [f"    none: {scalar(made.none)}"] if made.none else []
    lines += ["    outcomes:", *(f"      {key(id)}: {{label: {scalar(label)}}}" for id, label in made.outcomes.items())]
    return [*((text, made.line) for text in [*lines, "    rules:"]), *((_rule(rule), rule.line) for rule in made.rules)]


def _rule(rule: DraftRule) -> str:
    parts = [f"id: {key(rule.id)}"]
    if rule.when:
        parts.append(f"when: {{{', '.join(f'{key(id)}: {_test(items)}' for id, items in rule.when.items())}}}")
    parts.append(f"then: {key(rule.then[0]) if len(rule.then) == 1 else flow(rule.then)}")
    for name, value in (("because", rule.because), ("source", rule.source)):
        parts += [f"{name}: {scalar(value)}"] if value else []
    parts += [f"basis: {rule.basis}"] if rule.basis else []
    return f"      - {{{', '.join(parts)}}}"


def _test(items: list[str]) -> str:
    return scalar(items[0]) if len(items) == 1 else flow(items)


def flow(items: Iterable[str]) -> str:
    return f"[{', '.join(map(scalar, items))}]"


def key(id: str) -> str:
    """Return an id as YAML must have it: yes, no and their like are true and false to some."""
    return f'"{id}"' if id in WORDS else id


def scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line, in quotes where it needs them; nothing in it prints a figure or is HTML."""
    said = TAG.sub("< ", _one_line(text).replace("{{", "{ {").replace("](", "] (")) or "(nothing)"
    if BARE.fullmatch(said) and said.lower() not in WORDS:
        return said
    return json.dumps(said, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
