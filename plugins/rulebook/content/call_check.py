"""Hold what a page of content/ asks the rulebook for, views and passages, against the rulebook."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.content.prose import Fault
from rulebook.load.collector import did_you_mean, short
from rulebook.model import Rulebook
from rulebook.wording.context import situations_input
from rulebook.wording.placeholders import PASSAGE, WRITTEN, Call


def passage_faults(line: int, id: str, text: str, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield what is wrong with a call of a passage; `text` is the line it stands in."""
    passage = rulebook.passages.get(id)
    if passage is None:
        yield "reference", line, f'there is no passage "{short(id)}".', did_you_mean(id, rulebook.passages)
    elif passage.steps and not PASSAGE.fullmatch(text.strip()):
        yield "form", line, f'the passage "{id}" is a list of steps.', f"Let it stand alone on its line: {{{{ passage {id} }}}}."


def view_faults(line: int, view: str, asked: Call | None, rulebook: Rulebook) -> Iterator[Fault]:
    """Yield what is wrong with a view that is asked for; None stands for a form that is none."""
    if asked is None:
        yield "form", line, f"{{{{ {view} … }}}} is not written like that.", f"Write {WRITTEN[view]}."
        return
    decision = rulebook.decisions.get(asked.decision)
    if asked.decision and decision is None:
        yield (
            "reference",
            line,
            f'{view}: there is no decision "{short(asked.decision)}".',
            did_you_mean(asked.decision, rulebook.decisions),
        )
    if asked.outcome and decision and asked.outcome not in decision.outcomes:
        yield (
            "reference",
            line,
            f'{view}: {decision.id} has no outcome "{short(asked.outcome)}".',
            did_you_mean(asked.outcome, decision.outcomes),
        )
    if asked.input:
        yield from _preset(line, view, asked, rulebook)


def _preset(line: int, view: str, asked: Call, rulebook: Rulebook) -> Iterator[Fault]:
    spec, situations = rulebook.inputs.get(asked.input), situations_input(rulebook)
    if spec is None:
        yield "reference", line, f'{view}: there is no input "{short(asked.input)}".', did_you_mean(asked.input, rulebook.inputs)
    elif view == "faq" and spec is not situations:
        cure = f"Write {situations.id}=…" if situations else f"None does here: write {{{{ faq {asked.decision} }}}}."
        yield "reference", line, f"{view}: {spec.id} is not the input that names the situations.", cure
    elif asked.option not in spec.options:
        yield (
            "reference",
            line,
            f'{view}: {spec.id} has no option "{short(asked.option)}".',
            did_you_mean(asked.option, spec.options),
        )
