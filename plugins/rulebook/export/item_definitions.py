"""Write the types of inputs and decisions: which values there are."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from rulebook.export.dmn_names import item_type, type_of
from rulebook.export.xml import add, element
from rulebook.geometry.axes import ends
from rulebook.geometry.notation import interval_test, literal
from rulebook.model import UNKNOWN, Input, Rulebook


def item_definitions(rulebook: Rulebook) -> Iterator[Element]:
    """Yield one type for each input and decision, and one more for the list that a `collect` decision gives."""
    for spec in rulebook.inputs.values():
        yield _definition(spec.id, "string" if spec.type == "choice" else "number", _values(spec))
    for decision in rulebook.decisions.values():
        yield _definition(decision.id, "string", ", ".join(map(literal, decision.outcomes)))
        if decision.hit_policy == "collect":
            many = element("itemDefinition", name=type_of(rulebook, decision.id), isCollection="true")
            add(many, "typeRef", item_type(decision.id))
            yield many


def _definition(id: str, base: str, values: str) -> Element:
    made = element("itemDefinition", name=item_type(id))
    add(made, "typeRef", base)
    if values:
        add(add(made, "allowedValues"), "text", values)
    return made


def _values(spec: Input) -> str:
    """Return the values of an input as unary tests; "" where every number may stand."""
    if spec.type == "choice":
        return ", ".join(map(literal, [*spec.options, *[UNKNOWN] * (spec.unknown is not None)]))
    if spec.range is None or (spec.range.low is None and spec.range.high is None):
        return ""
    return ", ".join(["null"] * (spec.unknown is not None) + [interval_test("number", *ends("number", spec.range))])
