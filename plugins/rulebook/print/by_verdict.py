"""What is said to a question beside the verdicts: behind their letters where these tell it, by conditions where they do not.

A condition that some verdicts stand under is not said again: their letters stand for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rulebook.print.letters import letters
from rulebook.print.rich import Links
from rulebook.print.verdict_groups import outcome_data, verdict_groups, without_otherwise
from rulebook.views.shapes import LeafletAnswer, LeafletStage, OutcomeView, WithVerdicts

Group = dict[str, Any]


@dataclass(frozen=True)
class Lettered:
    """The verdicts of a leaflet: the place of each, by id; and under which words above a group, or condition, some stand."""

    place: Mapping[str, int]
    under: Mapping[str, frozenset[str]]
    words: Mapping[str, str]
    links: Links

    def named(self, ids: Iterable[str]) -> str:
        """Return the letters of some verdicts; "" where there is but one."""
        return letters(sorted(self.place[id] for id in ids)) if len(self.place) > 1 else ""


def lettered(outcomes: Sequence[OutcomeView], stages: Iterable[LeafletStage], words: Mapping[str, str], links: Links) -> Lettered:
    """Return the verdicts of a leaflet in their order."""
    under: dict[str, frozenset[str]] = {}
    for above, lines in (group for stage in stages for group in stage.verdicts.groups):
        if above:
            under[without_otherwise(above, words)] = frozenset(one.id for line in lines for one in line.outcomes)
        elif len(lines) > 1:
            under |= {
                _above(line.when[0], words): frozenset(one.id for one in line.outcomes) for line in lines if len(line.when) == 1
            }
    return Lettered({one.id: at for at, one in enumerate(outcomes)}, under, words, links)


def _above(condition: str, words: Mapping[str, str]) -> str:
    return words["lines_shared"].format(condition=condition[:1].upper() + condition[1:])


def answered(answer: LeafletAnswer, verdicts: Lettered) -> dict[str, Any]:
    """Return a question with its groups of lines, and `none` where there are none."""
    if answer.settled:
        groups = _behind_letters(answer.verdicts, verdicts)
    else:
        found = verdict_groups(answer.lines, verdicts.words, verdicts.links) if answer.lines else []
        groups = [_shorter(group, {one.id: found for one, found in answer.verdicts.items()}, verdicts) for group in found]
        if not any(line["when"] for group in groups for line in group["lines"]):
            groups = [group for group in groups if group["lines"]]  # letters tell all, in whatever order
    return {"question": answer.question, "groups": groups, "none": [] if groups else verdicts.links.text(answer.none)}


def _behind_letters(found: Mapping[OutcomeView, WithVerdicts], verdicts: Lettered) -> list[Group]:
    """Return one group, the outcomes of the first verdicts first."""
    order = sorted(found, key=lambda one: sorted(verdicts.place[id] for id in found[one].ids))
    lines = [_line(verdicts.named(found[one].ids), "", [outcome_data(one, verdicts.links)]) for one in order]
    return [{"above": "", "lines": lines}]


def _line(cases: str, when: str, outcomes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"cases": cases, "when": when, "outcomes": list(outcomes)}


def _shorter(group: Group, found: Mapping[str, WithVerdicts], verdicts: Lettered) -> Group:
    """Return a group with letters in place of the conditions that verdicts stand for."""
    here = verdicts.under.get(group["above"], frozenset())
    inside = {one["id"] for line in group["lines"] for one in line["outcomes"]}
    same = bool(found) and all((found[id].ids <= here) if id in inside else not (found[id].ids & here) for id in found)
    cases = verdicts.named(here) if same else ""
    told = [_told_by(line, found, verdicts, cases) for line in group["lines"]]
    lines = [_line(*one, line["outcomes"]) for one, line in zip(told, group["lines"], strict=True)]
    by_letters = cases or (told and all(own and not when for own, when in told))
    return {"above": "" if by_letters else group["above"], "lines": lines}


def _told_by(line: Group, found: Mapping[str, WithVerdicts], verdicts: Lettered, above: str) -> tuple[str, str]:
    """Return the letters of a line and its condition.

    Where its letters alone say it, it has no other condition; else they are those above it, or of all verdicts that it may
    come with, if these are not all that there are.
    """
    with_it = {found.get(one["id"]) for one in line["outcomes"]}
    only = with_it.pop() if len(with_it) == 1 else None
    own = verdicts.named(only.ids) if only and len(only.ids) < len(verdicts.place) else ""
    return (own, "") if own and only and only.always else (above or own, line["when"])
