"""What the headline says at the stages that a leaflet does not tell of, in as few lines as say it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from rulebook.views.shapes import LinesView, LineView, OutcomeView
from rulebook.views.stages import Stage
from rulebook.wording.context import ViewContext

Conditions = tuple[str, ...]
Groups = list[tuple[str, list[LineView]]]


def other_stages(context: ViewContext, by_stage: Iterable[tuple[Stage, LinesView]], told: Collection[OutcomeView]) -> LinesView:
    """Return the lines of some stages but those of outcomes that are told anyhow.

    Where the conditions of a stage do not name it, its words stand above its lines, or, before a single one, in it. Stages that
    say the same stand together, and so do conditions that lead to the same outcomes.
    """
    groups: list[tuple[str, list[LineView]]] = []
    for stage, lines in by_stage:
        left = [replace(line, share=0) for line in _in_order(lines) if not set(line.outcomes) <= set(told)]
        if len(left) == 1 or _names(context, stage, left):
            for line in left:
                _add(groups, line if _names(context, stage, [line]) else replace(line, when=_at(stage, line.when)))
        elif left:
            _head(groups, stage.words, left, context.words["line_or"])
    shared = context.words["lines_shared"]
    return LinesView(tuple((above and shared.format(condition=above), tuple(lines)) for above, lines in groups))


def _add(groups: Groups, line: LineView) -> None:
    """Put a line behind the others, or with the line that leads to the same outcomes."""
    for above, lines in groups:
        for at, other in enumerate(lines):
            if not above and other.outcomes == line.outcomes:
                lines[at] = replace(other, when=(*other.when, *line.when))
                return
    if not groups or groups[-1][0]:
        groups.append(("", []))
    groups[-1][1].append(line)


def _head(groups: Groups, words: str, lines: list[LineView], either: str) -> None:
    """Put lines under the words of their stage, or these beside those that head the same lines."""
    for at, (above, others) in enumerate(groups):
        if above and others == lines:
            groups[at] = (f"{above} {either} {_uncapped(words)}", others)
            return
    groups.append((words, lines))


def _in_order(lines: LinesView) -> list[LineView]:
    """Return all lines, each with the words that stand above it among its conditions."""
    below = [
        LineView(tuple(f"{_uncapped(above)} {when}" for when in line.when) if above else line.when, line.outcomes, line.share)
        for above, each in lines.groups
        for line in each
    ]
    return [*lines.before, *below]


def _names(context: ViewContext, stage: Stage, lines: Sequence[LineView]) -> bool:
    """Return whether each condition names an answer that makes up the stage."""
    spec = context.rulebook.inputs.get(context.rulebook.stages or "")
    options = list(spec.options.values()) if spec else []
    phrases = [options[at].phrase for places in stage.answers.values() for at in places if at < len(options)]
    return all(line.when and all(any(phrase and phrase in when for phrase in phrases) for when in line.when) for line in lines)


def _at(stage: Stage, when: Conditions) -> Conditions:
    words = _uncapped(stage.words)
    return tuple(f"{words}, {each}" for each in when) or (words,)


def _uncapped(words: str) -> str:
    return words[:1].lower() + words[1:]
