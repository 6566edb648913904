"""What every leaflet, booklet and poster gets: name, language, words, signs and colours, and the way into the checker."""

from __future__ import annotations

from typing import Any

from rulebook.print.pictures import paper_colours, qr_code, signs
from rulebook.print.rich import Links
from rulebook.site import urls
from rulebook.views.shapes import BookView, OptionView

WORDS = (
    "faq_title", "check_title", "what_to_do", "letter_to_use", "checker_timeline", "other_questions", "lines_otherwise",
    "nothing_applies", "by_situation", "retrieved_on",
)  # fmt: skip
SHORT = 90  # letters; a longer help is left to the checker


def sheet_data(book: BookView, links: Links) -> dict[str, Any]:
    words = {key: text for key, text in book.words.items() if key.startswith("print_") or key in WORDS}
    words |= {"version_is": book.words["version_is"].format(version=book.version)}
    words |= {"reviewed_on": book.words["reviewed_on"].format(date=book.reviewed) if book.reviewed else ""}
    return {
        "name": book.name,
        "title": book.title,
        "language": book.language,
        "mark": book.brand.mark_picture,
        "words": words,
        "signs": signs(book.tones),
        "colours": paper_colours(book.brand),
        "disclaimer": links.text(book.brand.disclaimer),
        "know_first": [links.text(text) for text in book.brand.know_first],
    }


def hint_on_paper(option: OptionView) -> str:
    """Return what tells an option from those that are like it, where that is short."""
    words = str(option.help)
    return words if len(words) <= SHORT else ""


def checker_code(book: BookView, site_url: str, query: str = "", label: str = "") -> dict[str, str]:
    """Return the code and the address of the checker, with a situation filled in, or none; nothing without an address."""
    if not site_url:
        return {}
    address = site_url + urls.CHECK + query
    alt = book.words["print_code_alt" if label else "print_code_alt_plain"].format(label=label, address=address)
    return {"code": qr_code(address), "code_alt": alt, "address": address.partition("://")[2], "web": address}
