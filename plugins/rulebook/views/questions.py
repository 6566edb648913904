"""The inputs as the checker asks them."""

from __future__ import annotations

from rulebook.model import Input, Option
from rulebook.views.shapes import InputView, OptionView
from rulebook.wording.context import ViewContext


def input_views(context: ViewContext) -> tuple[InputView, ...]:
    """Return every question, in the order of asking."""
    return tuple(input_view(context, spec) for spec in context.rulebook.inputs.values())


def input_view(context: ViewContext, spec: Input) -> InputView:
    unit, form = context.rulebook.units.get(spec.unit), spec.ask_for
    return InputView(
        id=spec.id,
        type=spec.type,
        question=spec.question,
        label=spec.label,
        help=context.html(spec.help),
        options=tuple(_option(context, option) for option in spec.options.values()),
        unit_before=unit.before if unit else "",
        unit_after=unit.after if unit else "",
        unit_one=(unit.one or unit.other) if unit else "",
        unit_other=(unit.other or unit.one) if unit else "",
        unknown=spec.unknown or "",
        form=form.kind if form else "",
        form_id=form.id if form else "",
        form_question=form.question if form else "",
    )


def _option(context: ViewContext, option: Option) -> OptionView:
    return OptionView(option.id, option.label, context.plain(option.help), option.phrase or option.label)
