"""Hold general answers and leads to the rules: what they link can occur there, and nothing that should be told is missing.

Only the links of a text can be held to the rules, not its prose: whether that is true of its table, a person has to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rulebook.diagram.compile import Diagram
from rulebook.diagram.restrict import leaves, restricted, shares
from rulebook.locale import words
from rulebook.model import Decision, Finding, GeneralAnswer, Option, Rule, Rulebook
from rulebook.verify.messages import quoted_list
from rulebook.wording.context import situations_input
from rulebook.wording.markdown import parse, plain, references
from rulebook.wording.resolve import with_figures_in_words

MOST_WORDS = 60
HALF = 0.5  # an outcome that more answers lead to than to all others together has to be told

Compiled = Mapping[str, Sequence[Diagram]]


@dataclass(frozen=True)
class _Claim:
    """A general answer: `words` name it to its author; the decision it speaks of first, and the answers it holds for."""

    words: str
    answer: GeneralAnswer
    decision: Decision
    answers: Mapping[str, str]


def general_answer_findings(rulebook: Rulebook, compiled: Compiled) -> Iterator[Finding]:
    """Yield what is wrong with the answers and leads of a rulebook, in the order of the file; nothing where it has none."""
    if not any(one.answer for one in rulebook.for_people) and not any(one.lead for one in _options(rulebook)):
        return
    yield from _missing(rulebook)
    printed = with_figures_in_words(rulebook, words(rulebook.language))
    for claim in _claims(printed):
        yield from _too_long(printed, claim)
        yield from _out_of_place(printed, compiled, claim)
        yield from _silent(printed, compiled, claim)


def _missing(rulebook: Rulebook) -> Iterator[Finding]:
    asked = rulebook.for_people
    if any(one.answer for one in asked):
        for decision in [one for one in asked if not one.answer]:
            cure = "Add answer: {text: …, source: …}, its answer in general in at most 60 words."
            yield _warning(rulebook, decision.line, f"{decision.id}: it has no answer, and others have one.", cure, decision.id)
    options = _options(rulebook)
    if any(one.lead for one in options):
        for option in [one for one in options if not one.lead]:
            message = f'option "{option.id}" has no lead, and others have one.'
            cure = "Add lead: {text: …, source: …}, what a reader in this situation is told first."
            yield _warning(rulebook, option.line, message, cure)


def _claims(rulebook: Rulebook) -> Iterator[_Claim]:
    spec = situations_input(rulebook)
    for option in _options(rulebook):
        if spec and option.lead and rulebook.for_people:
            yield _Claim(f'option "{option.id}": lead', option.lead, rulebook.for_people[0], {spec.id: option.id})
    for decision in rulebook.for_people:
        if decision.answer:
            yield _Claim(f"{decision.id}: answer", decision.answer, decision, {})


def _options(rulebook: Rulebook) -> list[Option]:
    spec = situations_input(rulebook)
    return list(spec.options.values()) if spec else []


def _too_long(rulebook: Rulebook, claim: _Claim) -> Iterator[Finding]:
    count = len(plain(parse(claim.answer.text)).split())
    if count > MOST_WORDS:
        message = f"{claim.words}: it has {count} words, and may have {MOST_WORDS}."
        yield _warning(rulebook, claim.answer.line, message, "Say what most readers need; the rest stands below it.")


def _out_of_place(rulebook: Rulebook, compiled: Compiled, claim: _Claim) -> Iterator[Finding]:
    for name, mark, id in references(parse(claim.answer.text)):
        decision = rulebook.decisions.get(name)
        if decision is None or name not in compiled or id not in _ids(decision, mark):
            continue  # it is judged where it is broken
        given = _given(rulebook, decision, compiled[name], claim.answers)
        if id not in (given if mark == "." else [rule for rules in given.values() for rule in rules]):
            what = "outcome" if mark == "." else "rule"
            where = ", ".join(f"{key}={value}" for key, value in claim.answers.items()) or "any situation"
            message = f'{claim.words}: it links the {what} "{name}{mark}{id}", which cannot occur in {where}.'
            possible = quoted_list(list(given))
            cure = f"Link what can occur there: {possible}." if mark == "." else "Link a rule that can hold there."
            yield Finding("answer", "error", rulebook.file, claim.answer.line, message, cure, decision=claim.decision.id)


def _silent(rulebook: Rulebook, compiled: Compiled, claim: _Claim) -> Iterator[Finding]:
    """Yield a warning where the first stage's likeliest outcome is not linked, or, where none is likeliest, no outcome."""
    stages, decision = rulebook.inputs.get(rulebook.stages or ""), claim.decision
    headline_known = rulebook.whole or decision.headline  # else the one that a lead is about may be broken
    if stages is None or decision.id not in compiled or (claim.answers and not headline_known):
        return
    first = next(iter(stages.options))
    given = _given(rulebook, decision, compiled[decision.id], {**claim.answers, stages.id: first})
    linked = {id for name, mark, id in references(parse(claim.answer.text)) if name == decision.id and mark == "."}
    likely = _likeliest(rulebook, decision, compiled[decision.id], {**claim.answers, stages.id: first})
    if likely and likely not in linked:
        name = f'"{decision.id}.{likely}"'
        message = f"{claim.words}: it does not link {name}, the likeliest outcome of the first stage ({stages.id}={first})."
        yield _warning(rulebook, claim.answer.line, message, f"Say it, and link {name}.", decision.id)
    elif given and not set(given) & linked:
        message = f"{claim.words}: it links no outcome of {decision.id} in the first stage ({stages.id}={first})."
        cure = f"Link one of {quoted_list([f'{decision.id}.{id}' for id in given])}."
        yield _warning(rulebook, claim.answer.line, message, cure, decision.id)


def _ids(decision: Decision, mark: str) -> list[str]:
    return list(decision.outcomes) if mark == "." else [rule.id for rule in decision.rules]


def _given(
    rulebook: Rulebook, decision: Decision, compiled: Sequence[Diagram], answers: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return the outcomes that can occur under some answers, in file order, each with the rules that give it there."""
    held = {rule.id for one in compiled for rule in _holding(decision, _under(rulebook, one, answers))}
    givers = {id: [rule.id for rule in decision.rules if rule.id in held and id in rule.then] for id in decision.outcomes}
    return {id: rules for id, rules in givers.items() if rules}


def _holding(decision: Decision, diagram: Diagram) -> list[Rule]:
    if diagram.rule is None:
        return [decision.rules[leaf] for leaf in leaves(diagram)]
    return [rule for rule in decision.rules if rule.id == diagram.rule and 0 in leaves(diagram)]


def _likeliest(rulebook: Rulebook, decision: Decision, compiled: Sequence[Diagram], answers: Mapping[str, str]) -> str | None:
    """Return the one outcome that most answers lead to, if there is one."""
    if decision.hit_policy == "collect":
        return None
    found: dict[str, float] = {}
    for leaf, share in shares(_under(rulebook, compiled[0], answers)).items():
        found[decision.rules[leaf].then[0]] = found.get(decision.rules[leaf].then[0], 0) + share
    return next((id for id, share in found.items() if share > HALF), None)


def _under(rulebook: Rulebook, diagram: Diagram, answers: Mapping[str, str]) -> Diagram:
    for place, spec in enumerate(rulebook.inputs.values()):
        if spec.id in answers:
            diagram = restricted(diagram, place, list(spec.options).index(answers[spec.id]))
    return diagram


def _warning(rulebook: Rulebook, line: int, message: str, cure: str, decision: str | None = None) -> Finding:
    return Finding("answer", "warning", rulebook.file, line, message, cure, decision=decision)
