"""`examples:` → answers as written, every value well-formed for its input."""

from __future__ import annotations

from rulebook.load.collector import Place, Report, short
from rulebook.load.nodes import Node
from rulebook.load.raw import Raw
from rulebook.load.scalars import day, read_text
from rulebook.model import Example


def read_examples(raw: Raw, report: Report) -> tuple[Example, ...]:
    """Return a rule's examples, their values as text."""
    node = raw.nodes.get("examples")
    if node is None:
        return ()
    if node.kind != "list":
        report.recoverable_error(
            "form",
            node.line,
            raw.place,
            "examples must be a list.",
            "Write each after a dash, or all in brackets: examples: [{problem: damaged}].",
        )
        return ()
    read = (_example(each, raw.place, report) for each in node.items)
    return tuple(example for example in read if example)


def _example(node: Node, place: Place, report: Report) -> Example | None:
    if node.kind != "map":
        report.recoverable_error(
            "form",
            node.line,
            place,
            "an example must be a map.",
            "Write answers by input, as in: {problem: damaged, item_value: 51}.",
        )
        return None
    answers: dict[str, str] = {}
    for key, value in node.pairs:
        if key.kind != "text" or key.text in answers:
            report.recoverable_error(
                "form",
                key.line,
                place,
                f"an example has {short(key.text)} twice." if key.kind == "text" else "an example has a key that is no text.",
                "Keep one of them.",
            )
            continue
        text = _answer(value, key.text, place, report)
        if text is not None:
            answers[key.text] = text
    return Example(answers, line=node.line)


def _answer(node: Node, key: str, place: Place, report: Report) -> str | None:
    """Return an answer as text; a date needs no quotes here."""
    if node.kind == "text" and day(node.text):
        return node.text
    return read_text(node, f"example: {short(key)}", place, report)
