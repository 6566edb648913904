"""Write SVG: elements with escaped attributes and words, nothing styled but by class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

SIZE = 14  # of all letters, in the picture's own pixels; picture.css says the same
LINE = 19
RISE = 14  # from the top of a line to the foot of its letters


def element(name: str, *children: str, **attributes: object) -> Markup:
    """Return an element. `class_` stands for class, `view_box` for viewBox, other underscores for hyphens; None is left out."""
    given = Markup("").join(
        Markup(' {}="{}"').format(_name(key), _value(value)) for key, value in attributes.items() if value is not None
    )
    inside = Markup("").join(escape(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), given, inside)


def text(lines: Sequence[str], x: float, top: float, css: str) -> Markup:
    """Return lines of text below each other."""
    spans = [element("tspan", line if last else line + " ", x=x, y=top + RISE + at * LINE) for at, (line, last) in _marked(lines)]
    return element("text", *spans, class_=css)


def svg(width: float, top: float, bottom: float, *children: str) -> Markup:
    """Return the part of a picture that lies between two heights."""
    return element("svg", *children, class_="picture__band", view_box=f"0 {_value(top)} {_value(width)} {_value(bottom - top)}")


def _marked(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, bool]]]:
    return enumerate((line, at == len(lines) - 1) for at, line in enumerate(lines))


def _name(key: str) -> str:
    return {"class_": "class", "view_box": "viewBox"}.get(key, key.replace("_", "-"))


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
