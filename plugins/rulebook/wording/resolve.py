"""Put a rulebook's figures into words, in every text at once: whoever shows a text afterwards never meets a placeholder.

It stands after loading and checking, and before everything that people read: pages, checker, print, exports, `ask`, `diff`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from rulebook.load.keys import KEYS
from rulebook.model import Citation, Example, Figure, Interval, Prose, Rulebook, Test, Unit
from rulebook.wording.figures import named_figure
from rulebook.wording.markdown import marks_escaped
from rulebook.wording.placeholders import PLACEHOLDER

WORDLESS = (Citation, Example, Figure, Interval, Prose, Test, Unit)  # what holds no text that may print a figure
MARKDOWN = {key.name for keys in KEYS.values() for key in keys if key.kind in ("text", "texts")}

Say = Callable[[str], str]


def with_figures_in_words(rulebook: Rulebook, words: Mapping[str, str]) -> Rulebook:
    """Return the rulebook with words in the place of each `{{ figure }}`; ids and addresses hold none (`load` sees to that)."""
    return _resolved(rulebook, lambda name: named_figure(rulebook, words, name), markdown=False)


def _resolved(value: Any, say: Say, markdown: bool) -> Any:
    """Return a value with all texts inside it resolved: the same object where there is nothing to do."""
    if isinstance(value, str):
        return _text(value, say, markdown) if "{{" in value else value
    if isinstance(value, tuple):
        items = tuple(_resolved(each, say, markdown) for each in value)
        return items if _differ(items, value) else value
    if isinstance(value, Mapping):
        pairs = {key: _resolved(each, say, markdown) for key, each in value.items()}
        return pairs if _differ(pairs.values(), value.values()) else value
    if not is_dataclass(value) or isinstance(value, WORDLESS):
        return value
    return _resolved_fields(value, say)


def _resolved_fields(value: Any, say: Say) -> Any:
    before = {field.name: getattr(value, field.name) for field in fields(value)}
    after = {name: _resolved(each, say, name in MARKDOWN) for name, each in before.items()}
    changed = {name: each for name, each in after.items() if each is not before[name]}
    return replace(value, **changed) if changed else value


def _differ(made: Iterable[Any], before: Iterable[Any]) -> bool:
    return any(one is not other for one, other in zip(made, before, strict=True))


def _text(text: str, say: Say, markdown: bool) -> str:
    return PLACEHOLDER.sub(lambda match: marks_escaped(say(match[1])) if markdown else say(match[1]), text)
