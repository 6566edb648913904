"""Find, clone and fill the pieces that stand in the page: with text, never with HTML."""

from browser import document


def part(page, name):
    """Return a fixed part of the checker's section."""
    return page["section"].querySelector('[data-part="' + name + '"]')


def template(name):
    """Return the template of a piece, None where there is none."""
    return document.querySelector('template[data-for="' + name + '"]')


def clone(page, name):
    """Return a copy of what a template holds. Each is looked up once: there are hundreds."""
    pieces = page["pieces"]
    if name not in pieces:
        pieces[name] = template(name).content.firstElementChild
    return pieces[name].cloneNode(True)


def slot(element, name):
    """Return a place inside a copy."""
    return element.querySelector('[data-slot="' + name + '"]')


def around(element, selector):
    """Return the element itself or the nearest one around it that a selector matches, else None. (Brython's `closest` raises.)"""
    return element.closest(selector) if element.matches(":is(" + selector + "), :is(" + selector + ") *") else None


def put(element, name, text):
    """Put a text into a slot, which is hidden while it is empty."""
    place = slot(element, name)
    place.replaceChildren(text)
    hide(place, not text)


def hide(element, hidden):
    """Hide an element or show it. Methods throughout: Brython takes a third of a millisecond to set a property."""
    element.toggleAttribute("hidden", hidden)


def added(parent, tag, text, **attributes):
    """Return a new element, put at the end of another one."""
    element = document.createElement(tag)
    element.append(text)
    for name, value in attributes.items():
        element.setAttribute(name.replace("_", "-").strip("-"), value)
    parent.append(element)
    return element


def go_link(parent, text, address):
    """Add a link to another case, which is shown without leaving the page."""
    return added(parent, "a", text, data_go="", href=address)
