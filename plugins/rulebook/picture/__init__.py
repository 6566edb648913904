"""Draw the rulebook: views → SVG that scales and prints; every word of a picture is text.

For a phone and for paper a picture is stacked: boxes below each other, lines in lanes at their right, and it breaks between
boxes. For a wide place a decision is laid out in columns. Its words are those of the views; colours and letter sizes are the
theme's (picture.css).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from rulebook.model import Rulebook
from rulebook.picture.decision import DecisionPicture, decision_picture
from rulebook.picture.graph import graph
from rulebook.views.shapes import BookView


@dataclass(frozen=True)
class Pictures:
    """Pictures as HTML. `decisions` and `requirements` by decision; `whole` shows how all decisions rest on each other."""

    decisions: Mapping[str, DecisionPicture]
    requirements: Mapping[str, Markup]
    whole: Markup


def pictures(book: BookView, rulebook: Rulebook, site_url: str = "") -> Pictures:
    """Return every picture of a book; a decision that has none is left out. `site_url` stands before every address."""
    drawn = {one.id: decision_picture(one, book.words) for one in book.decisions}
    around = {one.id: graph(book, rulebook, site_url, one.id) for one in book.decisions}
    return Pictures(
        decisions={id: picture for id, picture in drawn.items() if picture},
        requirements={id: picture for id, picture in around.items() if picture},
        whole=graph(book, rulebook, site_url),
    )
