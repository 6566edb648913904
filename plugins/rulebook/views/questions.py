"""The inputs as the checker asks them."""

from __future__ import annotations

from rulebook.model import Input, Option
from rulebook.views.setting import Setting
from rulebook.views.shapes import InputView, OptionView


def input_views(setting: Setting) -> tuple[InputView, ...]:
    """Return every question, in the order of asking."""
    return tuple(input_view(setting, spec) for spec in setting.rulebook.inputs.values())


def input_view(setting: Setting, spec: Input) -> InputView:
    unit, form = setting.rulebook.units.get(spec.unit), spec.ask_for
    return InputView(
        id=spec.id,
        type=spec.type,
        question=spec.question,
        label=spec.label,
        help=setting.html(spec.help),
        options=tuple(_option(setting, option) for option in spec.options.values()),
        unit_before=unit.before if unit else "",
        unit_after=unit.after if unit else "",
        unit_one=(unit.one or unit.other) if unit else "",
        unit_other=(unit.other or unit.one) if unit else "",
        unknown=spec.unknown or "",
        form=form.kind if form else "",
        form_id=form.id if form else "",
        form_question=form.question if form else "",
    )


def _option(setting: Setting, option: Option) -> OptionView:
    return OptionView(option.id, option.label, setting.plain(option.help), option.phrase or option.label)
