"""A cell as written → its tokens, dates as days since 1970-01-01."""

from __future__ import annotations

import re
from datetime import date

EPOCH = date(1970, 1, 1).toordinal()
TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<date>(?:date(?:\ and\ time)?\s*\(\s*|@\s*)"(?P<day>\d{4}-\d\d-\d\d)[^"]*"\s*\)?)
    |(?P<number>-?(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?!\w))
    |(?P<op><=|>=|!=|==|<|>|=)
    |(?P<dots>\.\.)
    |(?P<sign>[()\[\],$?-])
    |(?P<name>[^\W\d]\w*(?:\.\w+)*)
    )""",
    re.VERBOSE,
)


class Unread(Exception):
    """A cell that says something else than which values pass."""


def tokens(text: str) -> list[tuple[str, str]]:
    """Return (kind, value) of each token. Raise Unread for what is none."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if not match:
            raise Unread
        at, kind = match.end(), match.lastgroup or ""
        if match["text"]:
            found.append(("text", re.sub(r"\\(.)", r"\1", match["text"][1:-1])))
        elif match["date"]:
            try:
                found.append(("date", str(date.fromisoformat(match["day"]).toordinal() - EPOCH)))
            except ValueError:
                raise Unread from None
        else:
            found.append((kind, match[0].strip()))
    return found
