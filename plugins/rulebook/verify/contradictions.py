"""Find situations in which outcomes are given that `never_together` keeps apart: exact, by walking two diagrams side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rulebook.evaluate import evaluate
from rulebook.geometry.step_budget import OutOfSteps
from rulebook.model import Exclusion, Finding, Rulebook
from rulebook.verify.limits import LIMITS, Limits
from rulebook.verify.meeting import Compiled, FullSituation, Meeting
from rulebook.verify.messages import quoted_list


def contradictions(rulebook: Rulebook, compiled: Compiled, program: Mapping, limits: Limits = LIMITS) -> Iterator[Finding]:
    """Yield a finding for each pair of outcomes that meet against an exclusion, and for each exclusion that nothing meets."""
    meeting = Meeting(rulebook, compiled, limits)
    for exclusion in rulebook.never_together:
        known = [name for name in exclusion.outcomes if name.partition(".")[0] in compiled]
        yield from _never_given(meeting, exclusion, known)
        for pair in combinations(known, 2):
            try:
                situation = meeting.situation(*pair)
            except OutOfSteps:
                yield _not_judged(rulebook, exclusion, pair)
                continue
            if situation is not None:
                yield _contradiction(rulebook, exclusion, pair, situation, program)


def _never_given(meeting: Meeting, exclusion: Exclusion, known: Sequence[str]) -> Iterator[Finding]:
    """Yield what makes an exclusion keep apart what never meets."""
    rulebook = meeting.rulebook
    decisions = {name.partition(".")[0] for name in exclusion.outcomes}
    if len(decisions) == 1 and rulebook.decisions[decisions.pop()].hit_policy != "collect":
        message = f"never_together: {quoted_list(exclusion.outcomes)} are of one decision, which gives one at a time."
        cure = "Name outcomes of different decisions, or take the entry out."
        yield Finding("never_matters", "warning", rulebook.file, exclusion.line, message, cure)
    for name in known:
        if not meeting.is_given(name):
            message = f'never_together: no situation gives "{name}", so that it meets nothing.'
            cure = "Take it out, or mend the rules that should give it."
            yield Finding("never_matters", "warning", rulebook.file, exclusion.line, message, cure)


def _not_judged(rulebook: Rulebook, exclusion: Exclusion, names: Sequence[str]) -> Finding:
    message = f"never_together: not judged: whether {quoted_list(names)} ever meet. Their diagrams are too large to tell."
    cure = (
        "Split one of the two decisions: let a decision of its own sort its columns into a few outcomes, and read that one there."
    )
    return Finding("not_judged", "error", rulebook.file, exclusion.line, message, cure)


def _contradiction(
    rulebook: Rulebook, exclusion: Exclusion, names: Sequence[str], situation: FullSituation, program: Mapping
) -> Finding:
    results = evaluate(program, situation)["decisions"]
    given_by = [(name.partition(".")[0], _rules_giving(rulebook, name, results)) for name in names]
    by = " and ".join(dict.fromkeys(f"{id}/{rule}" for id, rules in given_by for rule in rules))
    why = " ".join(exclusion.because.split())
    message = f"never_together: {quoted_list(names)} are given in one situation, by {by}. {why}"
    cure = "Narrow one of these rules, or take the pair out of never_together."
    (decision, rules), _ = given_by
    return Finding(
        "contradiction", "error", rulebook.file, exclusion.line, message, cure, decision=decision, rules=rules, witness=situation
    )


def _rules_giving(rulebook: Rulebook, name: str, results: Mapping) -> tuple[str, ...]:
    """Return the rules that give an outcome in a situation with these results."""
    id, _, outcome = name.partition(".")
    then = {rule.id: rule.then for rule in rulebook.decisions[id].rules}
    return tuple(rule for rule in results[id]["rules"] if outcome in then[rule])
