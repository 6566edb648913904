"""General answers and leads: their text with its links, whose reading it is, what it rests on."""

from __future__ import annotations

from rulebook.model import GeneralAnswer
from rulebook.views.shapes import GeneralAnswerView
from rulebook.wording.context import ViewContext


def general_answer_view(context: ViewContext, answer: GeneralAnswer | None) -> GeneralAnswerView | None:
    """Return a general answer or a lead as it is shown."""
    if answer is None:
        return None
    return GeneralAnswerView(context.html(answer.text), context.basis(answer.basis), context.cites(answer.source))
