"""What the reader has done to a page of the checker, kept with its entry in the browser's history and put back on return.

{"chosen": {input or handier form: text} as it was left, "scroll": px, "ticks": [outcomes], "folds": [names]}.
"""

from browser import window
from javascript import JSON

from rulebook.browser.view.pieces import around, part


def remember(page, chosen):
    """Keep what the reader has done here with this entry of the history."""
    state = seen(page) | {"chosen": chosen}
    window.history.replaceState(JSON.stringify(state), "")


def recalled():
    """Return what was kept with this entry of the history, None where nothing was."""
    text = window.history.state
    return JSON.parse(text) if isinstance(text, str) else None


def seen(page):
    """Return the scroll, the ticks and the open folds of what stands there."""
    stage = part(page, "stage")
    return {
        "chosen": {},
        "scroll": window.scrollY,
        "ticks": [_name(box.closest("[data-outcome]")) for box in stage.querySelectorAll("[data-tick]:checked")],
        "folds": [_name(fold) for fold in stage.querySelectorAll("details[open]")],
    }


def put_back(page, state):
    """Tick, unfold and scroll as it was."""
    stage = part(page, "stage")
    for box in stage.querySelectorAll("[data-tick]"):
        if _name(box.closest("[data-outcome]")) in state["ticks"]:
            box.checked = True
    for fold in stage.querySelectorAll("details:not([open])"):
        if _name(fold) in state["folds"]:
            fold.toggleAttribute("open", True)
    window.scrollTo(0, state["scroll"])


def _name(element):
    """Return what tells a line or a fold from the others: its own marks, or those of the row it stands in."""
    names = [name for name in ["data-decision", "data-outcome", "data-fold", "data-input", "id"] if element.hasAttribute(name)]
    marks = [element.getAttribute(name) for name in names]
    row = around(element.parentElement, "[data-outcome]")
    return " ".join(marks + ([row.getAttribute("data-outcome")] if row else []))
