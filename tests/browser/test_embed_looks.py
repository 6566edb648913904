"""What a host may choose: scheme and colour, and nothing that is not one; and the page that writes the lines for it."""

from html import escape
from itertools import product
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from rulebook.site.embedding import SOMEWHERE, WAYS, Chosen

from tests.browser.answering import ready
from tests.browser.host import frames

SAID = ("title", "sandbox", "allow", "referrerpolicy", "loading")
MARKUP = "<img src=x onerror=alert(1)>"
NASTY = [
    "red",
    "#12345",
    "#1234567",
    "#12345g",
    "#fff;background:url(//x)",
    '"><script>alert(1)</script>',
    "url(//x)",
    "var(--x)",
]
STYLED = "[document.documentElement.getAttribute('style'), document.documentElement.dataset.scheme ?? null]"
LEVELS = ("00", "80", "ff")
PAIRS = """([colour, scheme]) => {
    document.documentElement.style.setProperty('--brand', colour)
    document.documentElement.dataset.scheme = scheme
    const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true})
    const probe = document.createElement('i')
    document.body.append(probe)
    const bytes = name => {
        probe.style.color = `var(--${name})`
        context.fillStyle = getComputedStyle(probe).color
        context.fillRect(0, 0, 1, 1)
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    const grounds = ['paper', 'raised', 'sunken', 'act-ground', 'good-ground', 'caution-ground', 'stop-ground', 'silent-ground', 'plain-ground', 'accent-ground']
    const pairs = ['accent', 'accent-strong'].flatMap(one => [...grounds, 'on-accent'].map(other => [bytes(one), bytes(other)]))
    probe.remove()
    return pairs
}"""


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_scheme_is_the_hosts_wish_else_the_readers(parcel, new_page, system):
    page = new_page(color_scheme=system)
    for wish, scheme in {"": system, "dark": "dark", "light": "light", "blue": system}.items():
        page.goto(f"{parcel}/widget/?scheme={wish}", wait_until="domcontentloaded")
        ground, ink = (light(page, f"getComputedStyle(document.body).{one}") for one in ("backgroundColor", "color"))
        assert (ground < ink) == (scheme == "dark"), (system, wish)


@pytest.mark.parametrize("said, scheme", [("dark", "dark"), ("only light", "light"), ("light dark", None)])
def test_a_page_that_says_that_it_is_dark_gets_a_dark_checker(host, page, said, scheme):
    page.goto(host.page(host.link("?mishap=broken"), style=f":root {{ color-scheme: {said} }}"))
    (frame,) = frames(page)
    assert frame.evaluate(STYLED) == [None, scheme]


def test_any_accent_can_be_read(parcel, page):
    page.goto(f"{parcel}/widget/?accent=%238A2BE2", wait_until="domcontentloaded")
    assert page.evaluate(STYLED) == ["--brand: #8A2BE2;", None]
    for scheme in ("light", "dark"):
        for colour in map("#{0[0]}{0[1]}{0[2]}".format, product(LEVELS, repeat=3)):
            for one, other in page.evaluate(PAIRS, [colour, scheme]):
                assert contrast(one, other) >= 4.5, (colour, scheme, one, other)


def test_nothing_but_a_colour_is_taken_for_one(parcel, page):
    for text in NASTY:
        page.goto(f"{parcel}/widget/?{urlencode({'accent': text, 'scheme': text, 'embed': text})}", wait_until="domcontentloaded")
        assert page.evaluate(STYLED) == [None, None], text


def test_what_a_host_writes_into_the_attributes_stays_text(host, page):
    more = " ".join(f'data-{name}="{escape(MARKUP)}"' for name in ("accent", "scheme", "today"))
    page.goto(host.page(host.link("?mishap=broken", more, words=escape(MARKUP))))
    (frame,) = frames(page)
    assert frame.evaluate(STYLED) == [None, None] and frame.locator("img").count() == page.locator("img").count() == 0
    assert page.locator("iframe").get_attribute("title") == MARKUP and MARKUP in frame.locator("[data-slot=notes]").inner_text()


def test_the_page_about_it_writes_the_lines(parcel, host, new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(parcel + "/embed/")
    lines, element, frame_line = (page.locator(f"[data-slot={way}]") for way in ("lines", "element", "frame"))
    page.get_by_label("It begins with").select_option(label="It is broken")
    page.get_by_label("Light or dark").select_option("dark")
    page.locator("[name=accent]").fill("#0b7a5c")
    written = lines.inner_text()
    assert f'href="{parcel}/check/?mishap=broken"' in written and f'src="{parcel}/embed.js"' in written
    for way, chosen in {"lines": lines, "element": element, "frame": frame_line}.items():
        page.locator(f"[data-copy={way}]").click()
        page.locator(f"[data-copied={way}]:visible").wait_for()
        assert page.get_by_text("Copied").filter(visible=True).count() == 1, "beside the button that was pressed"
        assert page.evaluate("navigator.clipboard.readText()") == chosen.inner_text()
    asked, boxes = {"mishap": "broken", "scheme": "dark", "accent": "#0b7a5c"}, {}
    for way, chosen in {"lines": written, "element": element.inner_text(), "frame": frame_line.inner_text()}.items():
        other = new_page()
        host.pages["/written.html"] = f"<!doctype html><title>Host</title><script src=/host.js></script>{chosen}"
        other.goto(host.url + "/written.html")
        (frame,) = frames(other)
        assert dict(parse_qsl(urlsplit(frame.url).query)) == (asked if way == "frame" else asked | {"embed": "1"}), way
        boxes[way] = [other.locator("iframe").get_attribute(name) for name in SAID]
        assert other.evaluate("broken.filter(one => !one.startsWith('style-src'))") == []
    assert boxes["lines"] == boxes["element"] == boxes["frame"], (
        "a plain frame may do what the script's may, and is called the same"
    )
    words = page.locator("[data-slot=form] option[value='mishap=broken']").get_attribute("data-words")
    preset = Chosen(words, "mishap=broken", "/situations/broken/", "dark", "#0b7a5c")
    for way in WAYS:
        assert page.locator(f"[data-slot={way.name}]").inner_text() == way.written(parcel, preset), way.name
    page.locator("[data-slot=look]").click()
    assert ready(page).evaluate("document.documentElement.dataset.scheme") == "dark"


def test_without_script_the_page_about_it_shows_lines_that_are_right(parcel, host, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(parcel + "/embed/")
    words = page.locator("[data-slot=form] option").first.get_attribute("data-words")
    assert not page.locator("[data-slot=form]").is_visible() and page.locator("[data-copy]:visible").count() == 0
    for way in WAYS:
        assert page.locator(f"[data-slot={way.name}]").inner_text() == way.written(SOMEWHERE, Chosen(words)), way.name


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    red, green, blue = (
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in (each / 255 for each in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def light(frame, colour):
    return luminance([int(each) for each in frame.evaluate(colour).removeprefix("rgb(").rstrip(")").split(",")])
