"""Draw the rulebook: views → SVG that links, scales and prints; every word of a picture is text.

A picture is stacked: boxes below each other, lines in lanes at their right. So it is as readable on a phone as on paper,
where it breaks between boxes. Its words are those of the views; colours and letter sizes are the theme's (picture.css).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from rulebook.model import Rulebook
from rulebook.picture.flowchart import flowchart
from rulebook.picture.graph import graph
from rulebook.views.shapes import BookView


@dataclass(frozen=True)
class Pictures:
    """Pictures as HTML. `flowcharts` and `requirements` by decision; `whole` shows how all decisions rest on each other."""

    flowcharts: Mapping[str, Markup]
    requirements: Mapping[str, Markup]
    whole: Markup


def pictures(book: BookView, rulebook: Rulebook, site_url: str = "") -> Pictures:
    """Return every picture of a book; a decision that has none is left out. `site_url` stands before every address."""
    drawn = {one.id: flowchart(one, book.words) for one in book.decisions}
    around = {one.id: graph(book, rulebook, site_url, one.id) for one in book.decisions}
    return Pictures(
        flowcharts={id: picture for id, picture in drawn.items() if picture},
        requirements={id: picture for id, picture in around.items() if picture},
        whole=graph(book, rulebook, site_url),
    )
