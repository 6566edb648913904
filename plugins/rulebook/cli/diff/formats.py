"""Tell a difference to people, to a review comment (Markdown) and to programs (JSON)."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.check.report import witness_url, witness_words
from rulebook.cli.diff import Change, Difference
from rulebook.locale import words
from rulebook.model import Rulebook
from rulebook.verify.messages import box_words
from rulebook.wording.figures import named_figure

MOST_SHOWN = 12  # boxes of one region that are spelt out; the rest is counted


def text(found: Difference, old: Rulebook, new: Rulebook) -> str:
    """Return the difference for a terminal."""
    lines = [f"{old.version} → {new.version}"]
    for change in found.changes:
        lines.append(f"{change.decision}: {_outcomes(change.before)} → {_outcomes(change.after)}")
        lines += [f"  where {words}" for words in _where(change)]
        lines.append(f"  rules: {_rules(change.rules_before)} → {_rules(change.rules_after)}")
        lines.append(f"  case: {witness_words(change.witness)}   open: {witness_url(change.witness)}")
    lines += [f"figure {_figure(*pair)}" for pair in _figures(found, old, new)]
    lines += _endings(found)
    return "\n".join(lines)


def markdown(found: Difference, old: Rulebook, new: Rulebook) -> str:
    """Return the difference as a review comment."""
    lines = [f"### Rulebook {old.version} → {new.version}", ""]
    for change in found.changes:
        lines.append(f"- **{change.decision}**: {_outcomes(change.before)} → **{_outcomes(change.after)}**")
        lines += [f"    - where {_code(words)}" for words in _where(change)]
        lines.append(f"    - rules {_code(_rules(change.rules_before))} → {_code(_rules(change.rules_after))}")
        lines.append(f"    - for instance {_code(witness_words(change.witness))}")
    lines += [f"- figure {_figure(*pair)}" for pair in _figures(found, old, new)]
    return "\n".join([*lines, *(f"- {ending}" for ending in _endings(found))])


def data(found: Difference, old: Rulebook, new: Rulebook) -> dict:
    """Return the difference as `rulebook diff --json` prints it."""
    return {
        "versions": [old.version, new.version],
        "changes": [
            {
                "decision": change.decision,
                "before": change.before and list(change.before),
                "after": change.after and list(change.after),
                "where": [box_words(change.axes, box) for box in change.boxes],
                "witness": dict(change.witness),
                "rules_before": list(change.rules_before),
                "rules_after": list(change.rules_after),
            }
            for change in found.changes
        ],
        "figures": [{"id": id, "before": before, "after": after} for id, before, after in _figures(found, old, new)],
        "cut_short": list(found.cut_short),
        "not_compared": list(found.not_compared),
    }


def _where(change: Change) -> Iterator[str]:
    yield from (box_words(change.axes, box) for box in change.boxes[:MOST_SHOWN])
    left = len(change.boxes) - MOST_SHOWN
    if left > 0:
        yield f"… and {left} more block{'s that touch' if left > 1 else ' that touches'} these"


def _outcomes(outcomes: tuple[str, ...] | None) -> str:
    if outcomes is None:
        return "(not asked)"
    return ", ".join(outcomes) or "(nothing)"


def _rules(rules: tuple[str, ...]) -> str:
    return ", ".join(rules) or "none"


def _figures(found: Difference, old: Rulebook, new: Rulebook) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield each figure that changed: its id, its words before and after, None where there is none."""
    for pair in found.figures:
        id = next(figure.id for figure in pair if figure)
        before, after = (
            named_figure(book, words(book.language), id) if side else None for side, book in zip(pair, (old, new), strict=True)
        )
        yield id, before, after


def _figure(id: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"{id}: new, {after}"
    if after is None:
        return f"{id}: gone, was {before}"
    return f"{id}: {before} → {after}"


def _code(words: str) -> str:
    return f"`{words.replace('`', '')}`"


def _endings(found: Difference) -> Iterator[str]:
    for name in found.cut_short:
        yield f"{name}: the changes are too scattered to list; the first of them are shown."
    for name in found.not_compared:
        yield f"not compared: {name}, which cannot be judged in one of the two."
    if not found.changes and not found.figures:
        yield f"No outcome and no figure changed{' in the rest' if found.not_compared else ''}."
