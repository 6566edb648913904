"""The inputs as the checker asks them."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.model import Input, Option, OptionGroup
from rulebook.views.shapes import InputView, OptionView, ScreenView
from rulebook.wording.context import ViewContext


def input_views(context: ViewContext) -> tuple[InputView, ...]:
    """Return every question, in the order of asking."""
    return tuple(input_view(context, spec) for spec in context.rulebook.inputs.values())


def input_view(context: ViewContext, spec: Input) -> InputView:
    form = spec.ask_for
    return InputView(
        id=spec.id,
        type=spec.type,
        question=spec.question,
        label=spec.label,
        help=context.html(spec.help),
        options=tuple(_option(context, option) for option in spec.options.values()),
        screens=tuple(_screens(context, spec)),
        unknown=spec.unknown or "",
        form=form.kind if form else "",
        form_id=form.id if form else "",
        form_question=form.question if form else "",
        words=context.inputs[spec.id] | _asked(spec),
    )


def _option(context: ViewContext, option: Option | OptionGroup) -> OptionView:
    phrase = option.phrase if isinstance(option, Option) else None
    return OptionView(option.id, option.label, context.plain(option.help), phrase or option.label)


def _screens(context: ViewContext, spec: Input) -> Iterator[ScreenView]:
    """Yield the screens of a choice; a group stands on the first one where the first of its options would."""
    first: dict[str, Option | OptionGroup] = {}
    for option in spec.options.values():
        shown = spec.group_of(option.id) or option
        first.setdefault(shown.id, shown)
    yield ScreenView("", spec.question, context.html(spec.help), tuple(_option(context, each) for each in first.values()))
    for group in spec.groups.values():
        options = tuple(_option(context, spec.options[id]) for id in group.options)
        yield ScreenView(group.id, group.question or group.label, context.html(""), options)


def _asked(spec: Input) -> dict[str, str]:
    """Return the questions of an input: the one it is listed by, and that of its handier form."""
    form = spec.ask_for
    listed = form.question if form and form.kind == "date" else spec.question
    handier = {"form": form.question, "missing": form.missing or ""} if form else {}
    return {"question": listed} | handier
