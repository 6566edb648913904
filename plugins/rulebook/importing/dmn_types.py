"""The types of a DMN file → what kind of values a name has, and which there are."""

from __future__ import annotations

import re

from rulebook.importing.cells import literal, read_cell
from rulebook.importing.tokens import Unread
from rulebook.importing.values import FEEL, Asked
from rulebook.importing.xml_tree import Element

KINDS = {
    "string": "choice",
    "boolean": "flag",
    "number": "number",
    "double": "number",
    "decimal": "number",
    "float": "number",
    "integer": "integer",
    "int": "integer",
    "long": "integer",
    "short": "integer",
    "date": "date",
    "dateTime": "date",
}
PARTS = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')  # commas outside of quotes
DEEPEST = 20


class Types:
    """The item definitions of a file, by name."""

    def __init__(self, root: Element) -> None:
        self.items = {item.get("name"): item for item in root.all("itemDefinition")}
        self.variables = {
            one.get("name"): one.get("typeRef")
            for one in root.walk()
            if one.tag in ("variable", "formalParameter") and one.get("name")
        }

    def asked(self, name: str, type_name: str, line: int) -> Asked:
        """Return what is known of a name: of its own type, else of that of the variable, or of the part of one, that it names."""
        item, kind = self._resolve(type_name or self._type_of(name))
        allowed = (item.text_of("allowedValues", "text") or item.text_of("typeConstraint", "text")) if item else ""
        if kind == "choice":
            return Asked(name, type=kind, values=self.read_values(allowed) or None, line=line)
        unknown = "It is not known" if kind in ("number", "integer") and re.match(r"\s*null\b", allowed) else None
        bounds = ", ".join(part.strip() for part in PARTS.split(allowed) if part.strip() != "null")
        return Asked(name, type=kind, range=bounds if kind in ("number", "integer") else "", unknown=unknown, line=line)

    def read_values(self, text: str) -> tuple[str, ...]:
        """Return the values that a list of literals names, or none where it is something else."""
        values = [literal(part.strip()) for part in PARTS.split(text)] if text.strip() else []
        found = tuple(value for value in values if value is not None and value != "null")
        return found if len(found) == len([value for value in values if value != "null"]) else ()

    def _type_of(self, name: str) -> str:
        first, *parts = name.split(".")
        type_name = self.variables.get(first.strip(), "")
        for part in parts:
            item = self._item(type_name)
            found = [one for one in item.all("itemComponent") if one.get("name") == part.strip()] if item else []
            type_name = found[0].text_of("typeRef") if found else ""
        return type_name

    def _item(self, name: str) -> Element | None:
        return self.items.get(name) or self.items.get(re.split(r"[:.}]", name)[-1])

    def _resolve(self, name: str) -> tuple[Element | None, str]:
        """Return the item definition that says which values there are, and the kind; ("", None) where nothing is known."""
        narrowest: Element | None = None
        for _ in range(DEEPEST):
            item = self._item(name)
            if item is None:
                return narrowest, KINDS.get(re.split(r"[:.}]", name)[-1], "")
            narrowest = item if item.first("allowedValues") or item.first("typeConstraint") else narrowest
            name = item.text_of("typeRef")
        return narrowest, ""


def bounds_of(text: str) -> tuple | None:
    """Return the one span of numbers that a text allows, or None."""
    try:
        spans = read_cell(text, FEEL).spans if text else ()
    except Unread:
        return None
    return spans[0] if len(spans) == 1 else None
