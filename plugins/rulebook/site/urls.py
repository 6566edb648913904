"""The map of the site: where each thing stands, and every address and anchor there is going to be."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from rulebook.model import Rulebook

HOME, CHECK, WIDGET, EMBED, ABOUT = "/", "/check/", "/widget/", "/embed/", "/about/"
FAQ, DECISIONS, SOURCES, GUIDE = "/faq/", "/decisions/", "/sources/", "/guide/"
NOT_FOUND, FAQ_PDF, ROBOTS, SITEMAP = "/404.html", "/faq.pdf", "/robots.txt", "/sitemap.xml"
PRINT = "/print/"
CHANGES, FEED, CARDS = "/changes/", "/changes/feed.xml", "/cards/"
EMBED_SCRIPT = "/embed.js"  # others have this address: it never changes
GALLERY, WORDPRESS = f"{EMBED}gallery/", f"{EMBED}rulebook-checker.zip"
CHECKER, SHEETS, GUEST_SHEET = "/checker/", "/rulebook/css/", "/rulebook.css"
EMBEDDING = (EMBED_SCRIPT, *(f"{CHECKER}{name}.js" for name in ("widget", "configure")))  # what other sites' frames need
SCRIPTS = (*EMBEDDING, *(f"{CHECKER}{name}.js" for name in ("loader", "runtime", "whole", "checker")))
PIECES = f"{CHECKER}pieces.html"  # what the checker shows, for pages that fetch it along with the scripts
REPORT, MANIFEST, TOUCH_ICON = "/report/", "/manifest.webmanifest", "/touch-icon.png"
TOUCH_ICON_SIZE, ICON_SIZES = 180, (192, 512)  # pixels
SEARCH_LOADER, SEARCH_SCRIPT = "/search/loader.js", "/search/search.js"
LICENCE = "/licenses/brython.txt"


def file_of(url: str) -> str:
    """Return the file that answers an address, seen from the site's root."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def page(folder: str, slug: str) -> str:
    """Return where a page of content/ stands."""
    if folder == "guide":
        return f"{GUIDE}{slug}/"
    return HOME if slug == "home" else f"/{slug}/"


def decision(id: str) -> str:
    return f"{DECISIONS}{id}/"


def rule(decision_id: str, id: str) -> str:
    return f"{decision(decision_id)}#{rule_anchor(id)}"


def rule_anchor(id: str) -> str:
    return f"rule-{id}"


def group_anchor(decision_id: str, first: int) -> str:
    return f"rules-{decision_id}-{first}"


def outcome(decision_id: str, id: str) -> str:
    return f"{decision(decision_id)}#{outcome_anchor(id)}"


def outcome_anchor(id: str) -> str:
    return f"outcome-{id}"


def faq_outcome(decision_id: str, id: str) -> str:
    return f"{FAQ}#{faq_anchor(decision_id, id)}"


def faq_anchor(decision_id: str, outcome_id: str = "") -> str:
    return f"faq-{decision_id}-{outcome_id}" if outcome_id else f"faq-{decision_id}"


def situation(id: str) -> str:
    return f"/situations/{id}/"


def leaflet(situation_id: str, paper: str) -> str:
    return f"{PRINT}leaflets/{situation_id}-{paper}.pdf"


def situation_anchor(id: str) -> str:
    return f"situation-{id}"


def answer_anchor(situation_id: str, decision_id: str) -> str:
    return f"answer-{situation_id}-{decision_id}"


def worked_anchor(id: str) -> str:
    return f"worked-{id}"


def source(id: str) -> str:
    return f"{SOURCES}{id}/"


def fact(rulebook: Rulebook, source_id: str, id: str) -> str:
    """Return where a fact stands; a source whose facts are not listed has only its page."""
    listed = id in rulebook.sources[source_id].facts if source_id in rulebook.sources else False
    return f"{source(source_id)}#{id}" if listed else source(source_id)


def figure(id: str) -> str:
    return f"{SOURCES}#{figure_anchor(id)}"


def figure_anchor(id: str) -> str:
    return f"figure-{id}"


def card(kind: str) -> str:
    """Return the address of the card for a kind of page, the first part of whose addresses is given; "" for home."""
    return f"{CARDS}{kind or 'home'}.png"


def icon(size: int) -> str:
    """Return the address of an icon for the manifest, of so many pixels; it stands at the root, where no page has to name it."""
    return f"/icon-{size}.png"


def oembed(page_url: str) -> str:
    """Return where the answer of oEmbed for a page stands."""
    return f"/oembed/{page_url.strip('/')}.json"


def check(answers: Mapping[str, str]) -> str:
    return CHECK + query(answers)


def query(answers: Mapping[str, str]) -> str:
    return f"?{urlencode(answers)}" if answers else ""


def reference(rulebook: Rulebook, ref: str) -> str | None:
    """Return the address that `decision/rule`, `decision.outcome` or `decision` stands for, None where there is none."""
    for mark, ids, address in (("/", _rules, rule), (".", _outcomes, outcome)):
        name, found, id = ref.partition(mark)
        if found:
            return address(name, id) if id in ids(rulebook, name) else None
    return decision(ref) if ref in rulebook.decisions else None


def _rules(rulebook: Rulebook, decision_id: str) -> list[str]:
    found = rulebook.decisions.get(decision_id)
    return [one.id for one in found.rules] if found else []


def _outcomes(rulebook: Rulebook, decision_id: str) -> list[str]:
    found = rulebook.decisions.get(decision_id)
    return list(found.outcomes) if found else []
