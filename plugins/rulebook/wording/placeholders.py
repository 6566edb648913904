"""What may stand between `{{ }}` in content/: figures in the line, views alone on a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rulebook.wording.markdown import NAME

# Each is tried at many places of a text: it gives up where the next one could begin, so the whole stays linear.
ANY = re.compile(r"\{\{((?:(?!\{\{|\}\}).)*)\}\}")
ALONE = re.compile(
    r"[ ]{0,3}\{\{\s*(?P<view>table|faq|outcome|timeline|checker|embed)(?:\s+(?P<rest>[^{}\s](?:[^{}]*[^{}\s])?))?\s*\}\}[ ]*"
)
FIGURE = re.compile(rf"\s*({NAME})\s*")
LINK = re.compile(r"""(?<!!)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^\s()<>]++)>?(?:[^()"']|"[^"]*"|'[^']*')*+\)""")
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
    form = found and FORMS[found["view"]].fullmatch(found["rest"] or "")
    return Call(found["view"], **{name: text or "" for name, text in form.groupdict().items()}) if form else None


def figures_printed(page) -> set[str]:
    """Return the ids of the figures that a page prints, in its summary or its text."""
    inner = ANY.findall(f"{page.value('summary')}\n{page.body}")
    found = (FIGURE.fullmatch(each) for each in inner)
    return {match[1].partition(".")[0] for match in found if match}
