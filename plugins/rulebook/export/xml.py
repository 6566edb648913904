"""Build XML, write it as bytes: always well-formed, always the same bytes for the same tree."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NOT_FOR_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, **attributes: str | None) -> Element:
    """Return an element without a parent; attributes that are None are left out."""
    return Element(tag, _written(attributes))


def add(parent: Element, tag: str, text: str | None = None, **attributes: str | None) -> Element:
    """Append an element, perhaps with a text, and return it."""
    child = SubElement(parent, tag, _written(attributes))
    child.text = None if text is None else legal(text)
    return child


def legal(text: str) -> str:
    """Return a text with U+FFFD for each character that XML 1.0 cannot hold, even escaped."""
    return NOT_FOR_XML.sub("\ufffd", text)


def written(root: Element) -> bytes:
    """Return a whole document."""
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "utf-8") + b"\n"


def _written(attributes: dict[str, str | None]) -> dict[str, str]:
    return {name: legal(value) for name, value in attributes.items() if value is not None}
