"""Tones and brand as pages, cards and print show them."""

from __future__ import annotations

from markupsafe import Markup

from rulebook.design.mark import mark_of, outlines, picture
from rulebook.design.palette import palette
from rulebook.design.tones import TONES
from rulebook.views.shapes import BrandView, ToneView
from rulebook.wording.context import ViewContext


def tone_views(context: ViewContext) -> tuple[ToneView, ...]:
    """Return all tones in the order in which signs are explained."""
    return tuple(ToneView(tone.id, context.words[tone.word], tone.sign, tone.edge.light) for tone in TONES.values())


def brand_view(context: ViewContext) -> BrandView:
    brand = context.rulebook.brand
    mark, colours = mark_of(brand), palette(brand)
    return BrandView(
        colours=colours,
        mark=Markup(outlines(mark)),
        mark_box=mark.box,
        mark_picture=picture(mark, colours["accent"].light),
        disclaimer=context.html(brand.disclaimer, inline=True),
        know_first=tuple(context.html(text, inline=True) for text in brand.know_first),
    )
