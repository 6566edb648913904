"""The results of a table → outcomes: one for each combination that a rule gives, and what each of them says by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rulebook.importing.cells import FLAGS, literal, read_cell
from rulebook.importing.distinct_names import values_of_one_question
from rulebook.importing.passing import DATE, FLAG, NUMBER, TEXT, Cell
from rulebook.importing.tokens import Unread
from rulebook.importing.values import FEEL, PLAIN, Sheet

Values = tuple[str, ...]


@dataclass
class Outcomes:
    """`ids` maps the values of all outputs to an outcome's id; `labels` an id to its words."""

    ids: dict[Values, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def passing(self, cell: Cell, column: int) -> list[str]:
        """Return the outcomes whose value in a column a cell lets through."""
        return [id for values, id in self.ids.items() if _passes(cell, values[column])]


def outcomes_of(sheet: Sheet, language: str) -> Outcomes:
    """Return the outcomes that rules give, then those that the file says there are besides."""
    found, names = Outcomes(), values_of_one_question()
    known = sheet.outputs[0].labels if len(sheet.outputs) == 1 else {}
    given = [values for row in sheet.rows for values in given_by(sheet, row.outputs, language)]
    if len(sheet.outputs) == 1:
        listed = [(value,) for value in sheet.outputs[0].values]
        given = [*(one for one in listed if one in given or known), *given, *listed]
    default = defaults(sheet, language)
    for values in dict.fromkeys([*given, *([default] if default else [])]):
        id = names.new(" ".join(values), "nothing" if not any(values) else "outcome")
        found.ids[values] = id
        found.labels[id] = known.get(values[0]) or _label(sheet, values)
    return found


def given_by(sheet: Sheet, outputs: Sequence[str], language: str) -> list[Values]:
    """Return the values of each outcome that a row gives: one, or as many as a row of ours has."""
    values = [plain_value(text, language) for text in outputs]
    if len(sheet.outputs) == 1:
        return [(value,) for value in values]
    return [tuple(values)]


def defaults(sheet: Sheet, language: str) -> Values | None:
    """Return what holds where no rule matches, if the file says so of every output."""
    given = [output.default for output in sheet.outputs]
    return (
        tuple(plain_value(text or "", language) for text in given) if given and all(text is not None for text in given) else None
    )


def is_computed(sheet: Sheet, column: int, language: str) -> bool:
    """Return whether some result in a column is worked out, so that nobody can say beforehand which tests it passes."""
    return language != PLAIN and any(row.outputs[column] and not _is_literal(row.outputs[column]) for row in sheet.rows)


def _is_literal(text: str) -> bool:
    try:
        return literal(text) is not None
    except Unread:
        return False


def plain_value(text: str, language: str) -> str:
    """Return a result without its quotes; what is computed stays as it is written."""
    if language == PLAIN:
        return text
    value = literal(text) if _is_literal(text) else None
    return text if value is None else value


def _label(sheet: Sheet, values: Values) -> str:
    if len(values) == 1:
        return values[0] or "(nothing)"
    return ", ".join(
        f"{output.label or output.name}: {value or '-'}" for output, value in zip(sheet.outputs, values, strict=True)
    )


def _passes(cell: Cell, value: str) -> bool:
    """Return whether a cell lets a result through; a text never passes what is asked of numbers."""
    if cell.kind in (NUMBER, DATE):
        try:
            found = read_cell(value, FEEL)
        except Unread:
            return False
        return any(low <= span[0] and span[1] <= high for span in found.spans for low, high in cell.spans)
    if cell.kind in (TEXT, FLAG) or (value in FLAGS and not cell.kind):
        return (value in cell.texts) != cell.negated
    return cell.negated or (cell.null and value in ("", "null"))
