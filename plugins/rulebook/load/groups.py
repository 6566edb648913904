"""`groups:` of an input → its options on two screens: each stands in one group at most, and none stands in a group alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from rulebook.load.collector import Fault, Report, did_you_mean, short
from rulebook.load.raw import Raw
from rulebook.model import Option, OptionGroup


def make_groups(raw: Raw, options: Mapping[str, Option], report: Report) -> dict[str, OptionGroup]:
    """Return the groups of an input that are sound; options that stand in none are asked on the first screen."""
    made: dict[str, OptionGroup] = {}
    taken: dict[str, str] = {}
    for id, each in raw.get("groups", {}).items():
        faults = list(_faults(each, options, taken))
        for kind, message, cure in faults:
            report.recoverable_error(kind, each.line_of("options"), each.place, message, cure)
        known = [option for option in options if option in each.get("options", ())]
        if not faults and "options" in each.values:
            made[id] = _group(each, tuple(known))
        taken |= {option: id for option in known if option not in taken}
    _hold_together(raw, options, made, report)
    return made


def _group(raw: Raw, options: tuple[str, ...]) -> OptionGroup:
    return OptionGroup(
        id=raw.id,
        label=raw.get("label", ""),
        options=options,
        question=raw.get("question"),
        phrase=raw.get("phrase"),
        help=raw.get("help"),
        aliases=raw.get("aliases", ()),
        line=raw.line,
    )


def _faults(raw: Raw, options: Mapping[str, Option], taken: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with the options that a group names."""
    named = raw.get("options")
    if named is None:
        return  # it is missing, and has been reported
    for id in dict.fromkeys(named):
        if id not in options:
            yield "reference", f'options: there is no option "{short(id)}".', _meant(id, options)
        elif id in taken:
            yield "form", f'its option "{id}" stands in the group "{taken[id]}" already.', "Let it stand in one of the two."
    for id in [id for id, times in Counter(named).items() if times > 1]:
        yield "form", f'options names "{short(id)}" more than once.', "Name each option once."
    if len(named) < 2:
        message = "it holds one option, and a screen with one answer asks nothing." if named else "it holds no option."
        yield "form", message, "Name two options or more, or take the group out: an option in none stands by itself."


def _meant(id: str, options: Mapping[str, Option]) -> str:
    former = next((option.id for option in options.values() if id in option.aliases), None)
    return f"{id} is a former id: write {former}." if former else did_you_mean(id, options)


def _hold_together(raw: Raw, options: Collection[str], made: dict[str, OptionGroup], report: Report) -> None:
    """Report a group that leaves the first screen with nothing to choose from."""
    only = next(iter(made.values()), None)
    if only and len(only.options) == len(options) and "unknown" not in raw.values:
        message = f'group "{only.id}" holds every option: the first screen offers nothing else.'
        report.recoverable_error(
            "form", only.line, raw.place, message, "Take the group out, or leave some options outside of it."
        )
        made.clear()
