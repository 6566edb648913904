"""Lay out the leaflets: one situation each, what a person in it needs, at the stages it is met in, on one sheet.

Where several verdicts are possible each has a letter, and whatever belongs to some of them names these: a condition that
a verdict has named is not said again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from rulebook.design.tones import NEUTRAL, NO_ANSWER, TO_DO
from rulebook.print.answer_pages import numbers
from rulebook.print.by_verdict import Lettered, answered, lettered
from rulebook.print.letters import letters, numeral
from rulebook.print.rich import Links
from rulebook.print.sheet_data import checker_code, hint_on_paper, sheet_data
from rulebook.print.verdict_groups import line_data, outcomes_of, verdict_groups
from rulebook.views.shapes import BookView, LeafletAnswer, LeafletView, LinesView, OutcomeView

Tagged = list[tuple[Any, set[int]]]  # a thing with the places of the verdicts that it belongs to


def leaflet(book: BookView, id: str, site_url: str) -> dict[str, Any]:
    """Return the leaflet of a situation."""
    situation = next(each for each in book.situations if each.id == id)
    links, told = Links(site_url, frozenset()), situation.leaflet
    outcomes = list(dict.fromkeys(one for stage in told.stages for one in outcomes_of(stage.verdicts)))
    verdicts = lettered(outcomes, told.stages, book.words, links)
    others = sorted(filter(_is_telling, told.answers), key=lambda each: 0 if each.at_a_glance else 1 if each.settled else 2)
    return {
        **sheet_data(book, links),
        **checker_code(book, site_url, situation.query, situation.label),
        "number": numeral(book.situations.index(situation)),
        "label": situation.label,
        "help": situation.help,
        "hint": _hint(situation.id, book),
        "lead": links.text(situation.lead.text) if situation.lead else [],
        "basis": situation.lead.basis_words if situation.lead else "",
        "letters": {one.id: verdicts.named([one.id]) for one in outcomes} if len(outcomes) > 1 else {},
        "headline": situation.answers[0].question,
        "stages": [
            {"words": one.words, "groups": verdict_groups(one.verdicts, book.words, links, said=True)} for one in told.stages
        ],
        "days": list(told.days),
        "deadlines": _by_case(outcomes, "deadline"),
        "steps": _steps(outcomes, links),
        "gather": [answered(each, verdicts) for each in told.answers if each.in_front and _is_told(each)],
        "texts": _texts(outcomes, book, links.targets(situation.lead.text) if situation.lead else set()),
        "course": _course(told, verdicts, links),
        "stage_question": told.stage_question,
        "further": _further(told.other_stages, numbers(book), book, links),
        "others": [answered(each, verdicts) for each in others],
        "wanted": sum(each.at_a_glance for each in others) or len(others),
        "most": sum(each.at_a_glance or each.settled for each in others),
        "rests": next((one.title for one in book.sources), ""),
        "is_read": situation.lead is not None and situation.lead.basis_words == book.words["basis_our_reading"],
        "used": _used(told, book),
    }


def _hint(id: str, book: BookView) -> str:
    """Return the few words that tell a situation from those that are like it, or ""."""
    return next(
        (hint_on_paper(one) for one in (book.situations_input.options if book.situations_input else ()) if one.id == id), ""
    )


def _is_told(answer: LeafletAnswer) -> bool:
    return answer.lines is not None or answer.settled


def _is_telling(answer: LeafletAnswer) -> bool:
    """Return whether an answer says something that a leaflet has room for, behind what to do."""
    if answer.in_front:
        return False
    outcomes = outcomes_of(answer.lines) if answer.lines is not None else list(answer.verdicts if answer.settled else ())
    return any(one.tone != NO_ANSWER and not one.apart for one in outcomes)


def _steps(outcomes: Sequence[OutcomeView], links: Links) -> list[dict[str, Any]]:
    """Return the steps of all verdicts as one list: each is there once, and those of one verdict keep their order."""
    merged: Tagged = []
    for place, outcome in enumerate(outcomes):
        merged = _merged(merged, list(outcome.next), place)
    return [{"text": links.text(step), "cases": _cases(places, outcomes)} for step, places in merged]


def _merged(before: Tagged, steps: Sequence[Any], place: int) -> Tagged:
    found: Tagged = []
    matcher = SequenceMatcher(None, [step for step, _ in before], steps, autojunk=False)
    for kind, low, high, start, end in matcher.get_opcodes():
        found += [(step, places | {place}) if kind == "equal" else (step, places) for step, places in before[low:high]]
        found += [(step, {place}) for step in steps[start:end] if kind != "equal"]
    return found


def _by_case(outcomes: Sequence[OutcomeView], text_of: str) -> list[dict[str, str]]:
    """Return what the verdicts have of one kind of text, each once, with the letters of its verdicts."""
    found: dict[str, set[int]] = {}
    for place, outcome in enumerate(outcomes):
        if text := getattr(outcome, text_of):
            found.setdefault(text, set()).add(place)
    return [{"text": text, "cases": _cases(places, outcomes)} for text, places in found.items()]


def _cases(places: Iterable[int], outcomes: Sequence[OutcomeView]) -> str:
    """Return the letters of verdicts, three and more in a row as one; "" where there is but one verdict."""
    return letters(sorted(places)) if len(outcomes) > 1 else ""


def _course(told: LeafletView, verdicts: Lettered, links: Links) -> list[dict[str, Any]]:
    """Return what may come, each step with the letters of the verdicts it may come after, where these are not all."""
    found = [(step, [id for id in verdicts.place if id in ids]) for step, ids in told.course]
    return [
        {
            "label": step.label,
            "figure": step.figure,
            "text": links.text(step.text),
            "cases": verdicts.named(ids) if len(ids) < len(verdicts.place) else "",
        }
        for step, ids in found
        if ids
    ]


def _further(lines: LinesView, number: Mapping[str, str], book: BookView, links: Links) -> list[dict[str, Any]]:
    """Return the lines of the stages that the leaflet does not tell of, with numbers in the reference edition and `rank`.

    The higher the sooner a line may be left out: what is to be done stays longest, and is `needed`; what
    the source does not say goes first.
    """
    found = [(above, line) for above, each in lines.groups for line in each]
    order = sorted(found, key=lambda each: (_urgency(each[1].outcomes), found.index(each)))
    return [
        {
            **line_data(line, book.words, links),
            "above": above,
            "numbers": ", ".join(number[one.url] for one in line.outcomes),
            "rank": order.index((above, line)),
            "needed": any(one.tone == TO_DO for one in line.outcomes),
        }
        for above, line in found
    ]


def _urgency(outcomes: Iterable[OutcomeView]) -> int:
    """Return 0 for what is to be done, 2 for what is not known."""
    return min({TO_DO: 0, NO_ANSWER: 2}.get(one.tone, 1) for one in outcomes)


def _texts(outcomes: Sequence[OutcomeView], book: BookView, lead_to: Collection[str]) -> list[dict[str, Any]]:
    """Return the texts to copy, each with its numbers in the reference edition and, as `rank`, how soon it may be left out.

    The higher the sooner: first goes what the lead does not speak of (`lead_to` are its links), and stands on the most leaflets.
    """
    number = numbers(book)
    found = _by_case(outcomes, "letter")
    led_to = [any(one.letter == each["text"] and one.url in lead_to for one in outcomes) for each in found]
    spread = [sum(_holds(one.leaflet, each["text"]) for one in book.situations) for each in found]
    order = sorted(range(len(found)), key=lambda at: (not led_to[at], spread[at], at))
    named = [", ".join(number[one.url] for one in outcomes if one.letter == each["text"]) for each in found]
    own = [led_to[at] or 2 * spread[at] <= len(book.situations) for at in range(len(found))]
    return [
        {**each, "numbers": said, "rank": order.index(at), "own": own[at]}
        for at, (each, said) in enumerate(zip(found, named, strict=True))
    ]


def _used(told: LeafletView, book: BookView) -> list[str]:
    """Return the tones whose signs stand on a leaflet, in the order in which signs are explained."""
    lines = [one.verdicts for one in told.stages] + [one.lines or LinesView(()) for one in told.answers] + [told.other_stages]
    found = {one.tone for each in lines for line in each.all for one in line.outcomes}
    return [tone.id for tone in book.tones if tone.id in found and tone.id != NEUTRAL]


def _holds(leaflet: LeafletView, text: str) -> bool:
    return any(one.letter == text for stage in leaflet.stages for one in outcomes_of(stage.verdicts))
