"""What may stand between `{{ }}`: figures in a line, and in content/ views alone on a line. All patterns for it are here."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Each is tried at many places of a text: it gives up where the next one could begin, so the whole stays linear. None is
# possessive (`*+`): early versions of Python 3.11 miss what such a group should find.
PARTS = ("bare", "low", "high")  # of a figure
NAME = rf"[a-z][a-z0-9_]*(?:\.(?:{'|'.join(PARTS)}))?"
PLACEHOLDER = re.compile(rf"\{{\{{\s*({NAME})\s*\}}\}}")  # a figure's, well-formed
PASSAGE = re.compile(r"\{\{\s*passage\s+([a-z0-9_]+)\s*\}\}")
ANY = re.compile(r"\{\{(.*?)(\}\}|$)", re.DOTALL)  # what is between braces, and how it ends
INNER = re.compile(r"\s*([a-z0-9_]+)(?:\.([a-z_]+))?\s*")  # a name and perhaps a part, be they known or not
ALONE = re.compile(
    r"[ ]{0,3}\{\{\s*(?P<view>table|faq|outcome|timeline|checker|embed)(?:\s+(?P<rest>[^{}\s](?:[^{}]*[^{}\s])?))?\s*\}\}[ ]*"
)
PRINTED_ADDRESS = re.compile(r"\]\((?:(?!\]\()[^)\n{]|\{(?!\{))*\{\{[^)\n]*\)?|^[ ]{0,3}\[[^\]]+\]:.*\{\{.*", re.MULTILINE)
LINK = re.compile(r"""(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^\s()<>]+)(?![^\s()<>])>?(?:[^()"']|"[^"]*"|'[^']*')*\)""")
FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
ID = r"[a-z][a-z0-9_]*"
FORMS = {  # view → what may stand behind its name
    "table": re.compile(rf"(?P<decision>{ID})"),
    "faq": re.compile(rf"(?P<decision>{ID})(?:\s+(?P<input>{ID})=(?P<option>{ID}))?"),
    "outcome": re.compile(rf"(?P<decision>{ID})\.(?P<outcome>{ID})"),
    "timeline": re.compile(r""),
    "checker": re.compile(rf"(?:(?P<input>{ID})=(?P<option>{ID}))?"),
    "embed": re.compile(r""),
}
WRITTEN = {
    "table": "{{ table decision }}",
    "faq": "{{ faq decision }} or {{ faq decision input=option }}",
    "outcome": "{{ outcome decision.outcome }}",
    "timeline": "{{ timeline }}",
    "checker": "{{ checker }} or {{ checker input=option }}",
    "embed": "{{ embed }}",
}


@dataclass(frozen=True)
class Call:
    """A view that is asked for; what the form does not name is ""."""

    view: str
    decision: str = ""
    outcome: str = ""
    input: str = ""
    option: str = ""


def call(line: str) -> Call | None:
    """Return the view that a line asks for, or None where it asks for none or is ill-formed."""
    found = ALONE.fullmatch(line)
    if not found:
        return None
    form = FORMS[found["view"]].fullmatch(found["rest"] or "")
    return Call(found["view"], **{name: text or "" for name, text in form.groupdict().items()}) if form else None


def figures_named(text: str | None) -> list[str]:
    """Return the ids of the figures that a text prints, whatever part of them."""
    return [match[1].partition(".")[0] for match in PLACEHOLDER.finditer(text)] if text and "{{" in text else []
