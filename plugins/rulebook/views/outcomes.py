"""Verdicts: outcomes with their tone, text, next steps and what they rest on."""

from __future__ import annotations

from rulebook.design.tones import NEUTRAL, NO_ANSWER, TO_DO, TONES
from rulebook.model import Decision, Outcome
from rulebook.site import urls
from rulebook.views.shapes import Former, OutcomeView
from rulebook.wording.context import ViewContext


def outcome_views(context: ViewContext, decision: Decision) -> dict[str, OutcomeView]:
    """Return a decision's outcomes by id, in file order."""
    return {outcome.id: _outcome(context, decision, outcome) for outcome in decision.outcomes.values()}


def role(decision: Decision) -> str:
    """Return what a `collect` decision is a list of, told by its tones; "" for a decision with one answer."""
    if decision.hit_policy != "collect":
        return ""
    tones = [outcome.tone for outcome in decision.outcomes.values()]
    if all(tone == NO_ANSWER for tone in tones):
        return "silent"
    return "gather" if 2 * tones.count(TO_DO) > len(tones) else "list"


def _outcome(context: ViewContext, decision: Decision, outcome: Outcome) -> OutcomeView:
    tone, url = TONES[outcome.tone or NEUTRAL], urls.outcome(decision.id, outcome.id)
    return OutcomeView(
        id=outcome.id,
        decision=decision.id,
        anchor=urls.outcome_anchor(outcome.id),
        url=url,
        faq_url=urls.faq_outcome(decision.id, outcome.id) if decision.audience == "people" else url,
        label=outcome.label,
        tone=tone.id,
        tone_word=context.words[tone.word],
        apart=outcome.tone == NEUTRAL,
        text=context.html(outcome.text),
        next=tuple(context.html(step, inline=True) for step in outcome.next),
        letter=context.plain(outcome.letter),
        deadline=context.plain(outcome.deadline),
        basis=outcome.basis,
        basis_words=context.basis(outcome.basis),
        cites=context.cites(outcome.source),
        former=tuple(Former(urls.outcome_anchor(id), urls.faq_anchor(decision.id, id)) for id in outcome.aliases),
    )
