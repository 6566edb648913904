"""The course of a case: the stages that pages tell apart, as the input that `stages` names has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rulebook.diagram.compile import Diagram
from rulebook.diagram.restrict import narrowed, restricted
from rulebook.model import Rulebook
from rulebook.wording.context import ViewContext

Answers = Mapping[str, Sequence[int]]  # input → the places of the answers that it may have; others may have any


@dataclass(frozen=True)
class Stage:
    """Some answers to the input that names the stages; none, and no words, where no input does."""

    id: str = ""
    words: str = ""  # "If you have not submitted a dispute"
    answers: Answers = field(default_factory=dict)


def stages_of(context: ViewContext) -> tuple[Stage, ...]:
    """Return the stages, the first one first; options of a group are one stage, and so is "I do not know"."""
    spec = context.rulebook.inputs.get(context.rulebook.stages or "")
    if spec is None:
        return (Stage(),)
    places = {id: place for place, id in enumerate(spec.options)}
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    for option in spec.options.values():
        group = spec.group_of(option.id)
        shown = group or option
        found[shown.id] = (shown.phrase or shown.label, tuple(places[id] for id in (group.options if group else (option.id,))))
    if spec.unknown:
        found[f"{spec.id}_unknown"] = (spec.unknown_phrase or spec.unknown, (len(places),))
    say = context.words["case_if"]
    phrased = {id: (say.format(conditions=words), at) for id, (words, at) in found.items()}
    return tuple(Stage(id, words[:1].upper() + words[1:], {spec.id: at}) for id, (words, at) in phrased.items())


def under(rulebook: Rulebook, diagram: Diagram, answers: Answers) -> Diagram:
    """Return a diagram under some answers; where an input may still have several, the others lead to the leaf OUT."""
    for place, id in enumerate(rulebook.inputs):
        if id in answers:
            several = len(answers[id]) > 1
            diagram = narrowed(diagram, place, answers[id]) if several else restricted(diagram, place, answers[id][0])
    return diagram
