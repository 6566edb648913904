"""List which outcomes meet in one situation, each two with answers that give both; of a change, only those it added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

from rulebook.check import Checked
from rulebook.check.report import witness_url, witness_words
from rulebook.cli.diff.matching import pairs as same_things
from rulebook.cli.refused import Refused
from rulebook.diagram.joint import Situation
from rulebook.geometry.step_budget import OutOfSteps
from rulebook.load.collector import did_you_mean, short
from rulebook.locale import words
from rulebook.model import Decision, Rulebook
from rulebook.verify.meeting import Meeting, Names
from rulebook.wording.resolve import with_figures_in_words


@dataclass(frozen=True)
class Pairs:
    """Every two outcomes that meet, each `decision.outcome`, with answers that give both; and the decisions not held together."""

    met: Mapping[Names, Situation]
    not_judged: tuple[tuple[str, str], ...] = ()


def pairs(checked: Checked, named: Sequence[str] = ()) -> Pairs:
    """Return which outcomes meet: of all decisions for people, or of the one or two decisions or outcomes that are named.

    Raise Refused for what does not exist.
    """
    for name in named:
        _require_known(checked, name)
    meeting = Meeting(checked.rulebook, checked.diagrams)
    met: dict[Names, Situation] = {}
    not_judged = []
    for one, other in _pairs_to_compare(checked.rulebook, [name.partition(".")[0] for name in named]):
        try:
            if not {one.id, other.id} <= checked.diagrams.keys():
                raise OutOfSteps
            found = meeting.pairs(one, other)
        except OutOfSteps:
            not_judged.append((one.id, other.id))
            continue
        met |= {names: situation for names, situation in found.items() if _are_named(names, named)}
    return Pairs(met, tuple(not_judged))


def added(old: Checked, new: Checked, named: Sequence[str] = ()) -> Pairs:
    """Return the pairs that did not meet before, whatever their names were then."""
    before = {frozenset(names) for names in pairs(old).met}
    former = _former_names(old.rulebook, new.rulebook)
    now = pairs(new, named)
    return replace(now, met={names: case for names, case in now.met.items() if not _met_before(names, former, before)})


def text(found: Pairs, rulebook: Rulebook) -> str:
    """Return pairs as lines for a terminal, their count last."""
    resolved = with_figures_in_words(rulebook, words(rulebook.language))
    lines = []
    for names, situation in found.met.items():
        lines += [" + ".join(names), f"  {' · '.join(_labels(resolved, names))}"]
        lines.append(f"  case: {witness_words(situation)}   open: {witness_url(situation)}")
    lines += [f"not judged: {one} and {other}." for one, other in found.not_judged]
    count = len(found.met)
    return "\n".join([*lines, f"{count} pair{'' if count == 1 else 's'}."])


def markdown(found: Pairs, rulebook: Rulebook) -> str:
    """Return pairs as a list for a review comment; "" where there are none."""
    said = with_figures_in_words(rulebook, words(rulebook.language))
    lines = []
    for names, situation in found.met.items():
        one, other = _labels(said, names)
        ids, case = " + ".join(names), witness_words(situation).replace("`", "")
        lines.append(f"- **{one}** beside **{other}** (`{ids}`), for instance `{case}`")
    return "\n".join(lines + [f"- not judged: {one} and {other}" for one, other in found.not_judged])


def data(found: Pairs, rulebook: Rulebook) -> dict:
    """Return pairs as `rulebook pairs --json` prints them."""
    resolved = with_figures_in_words(rulebook, words(rulebook.language))
    met = [{"outcomes": list(names), "labels": _labels(resolved, names), "witness": case} for names, case in found.met.items()]
    return {"pairs": met, "not_judged": [list(two) for two in found.not_judged]}


def _require_known(checked: Checked, name: str) -> None:
    decision, _, outcome = name.partition(".")
    decisions = checked.rulebook.decisions
    if decision not in decisions and decision not in checked.unjudged:
        raise Refused(f'There is no decision "{short(decision)}". {did_you_mean(decision, decisions)}')
    if outcome and decision in decisions and outcome not in decisions[decision].outcomes:
        raise Refused(f'{decision} has no outcome "{short(outcome)}". {did_you_mean(outcome, decisions[decision].outcomes)}')


def _pairs_to_compare(rulebook: Rulebook, named: Sequence[str]) -> Iterator[tuple[Decision, Decision]]:
    known = rulebook.decisions
    if len(named) == 2:
        yield from [(known[named[0]], known[named[1]])] if set(named) <= known.keys() else []
    elif named:
        yield from ((known[one], other) for one in named if one in known for other in rulebook.for_people)
    else:
        yield from combinations_with_replacement(rulebook.for_people, 2)


def _are_named(names: Names, named: Sequence[str]) -> bool:
    return all(name in names for name in named if "." in name)


def _former_names(old: Rulebook, new: Rulebook) -> dict[str, set[str]]:
    """Return, for each outcome, what it was called before."""
    found: dict[str, set[str]] = {}
    for before, after in same_things(old.decisions, new.decisions):
        if before and after:
            for was, now in same_things(old.decisions[before].outcomes, new.decisions[after].outcomes):
                if was and now:
                    found.setdefault(f"{after}.{now}", set()).add(f"{before}.{was}")
    return found


def _met_before(names: Names, former: Mapping[str, set[str]], before: set[frozenset[str]]) -> bool:
    one, other = (former.get(name, set()) for name in names)
    return any(frozenset((first, second)) in before for first in one for second in other)


def _labels(resolved: Rulebook, names: Names) -> list[str]:
    split = (name.partition(".") for name in names)
    return [resolved.decisions[decision].outcomes[outcome].label for decision, _, outcome in split]
