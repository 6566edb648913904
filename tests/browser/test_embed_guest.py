"""A guest on pages that are made by script: what the page made stays the page's, and our frame comes and goes with it."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.browser.answering import asked, asks, until
from tests.browser.host import FRAMES, answer, frames, settled

# Renders as React does: keeps every node it has made, moves those whose order has changed before the next of its own, and takes
# each out of the parent that it gave it.
RENDERER = """
const wrong = []
addEventListener('error', event => wrong.push(event.message))
class Root {
    constructor(place) { this.place = place; this.nodes = new Map() }
    render(things) {
        const wanted = things.map(({key, tag, words = '', ...rest}) => {
            const node = this.nodes.get(key) ?? document.createElement(tag)
            if (!this.nodes.has(key)) node.textContent = words
            for (const [name, value] of Object.entries(rest)) if (node.getAttribute(name) !== value) node.setAttribute(name, value)
            return [key, node]
        })
        const kept = new Map(wanted), before = [...this.nodes.keys()], staying = new Set()
        let last = -1, next = null
        for (const [key] of wanted) if (before.indexOf(key) > last) { last = before.indexOf(key); staying.add(key) }
        for (const [key, node] of this.nodes) if (!kept.has(key)) this.place.removeChild(node)
        for (const [key, node] of wanted.toReversed()) {
            if (!staying.has(key)) this.place.insertBefore(node, next)
            next = node
        }
        this.nodes = kept
    }
}
const root = new Root(document.querySelector('#app'))
Object.assign(self, {root, wrong})
"""
PARAGRAPHS = [{"key": "before", "tag": "p", "words": "Before."}, {"key": "after", "tag": "p", "words": "After."}]
COUNT = FRAMES + ".length"
NONE_LEFT = COUNT + " === 0"


@pytest.fixture
def app(host, page):
    """Yield a page whose script renders; nothing that it does may throw."""
    host.pages["/renderer.js"] = RENDERER
    page.goto(host.page("<div id=app></div><script src=/renderer.js></script>"))
    until(page, "!!customElements.get('rulebook-checker')")
    yield page
    assert page.evaluate("[wrong, broken]") == [[], []]


def link(host, query="?mishap=broken", key="link"):
    return {"key": key, "tag": "a", "href": f"{host.site}/check/{query}", "words": "Check your case"}


def element(key="element", **attributes):
    return {"key": key, "tag": "rulebook-checker", "words": "Check your case", **attributes}


def render(page, *things):
    page.evaluate("things => root.render(things)", [PARAGRAPHS[0], *things, PARAGRAPHS[1]])


@pytest.mark.parametrize("kind", ["link", "element"])
def test_what_a_page_renders_it_can_take_away_and_our_frame_goes_too(app, host, kind):
    thing = link(host) if kind == "link" else element(answers="mishap=broken")
    for _ in range(2):
        render(app, thing)
        (frame,) = frames(app)
        assert "mishap=broken" in frame.url
        settled(app)
        assert not app.get_by_text("Check your case").is_visible()
        render(app)
        until(app, NONE_LEFT)
    assert app.locator("#app > *").count() == 2


@pytest.mark.parametrize("kind", ["link", "element"])
def test_it_may_be_taken_away_before_the_frame_has_come_up(app, host, kind):
    thing = link(host) if kind == "link" else element(answers="mishap=broken")
    app.evaluate(
        "([before, all]) => { root.render(all); root.render(before); root.render(all); root.render(before) }",
        [PARAGRAPHS, [PARAGRAPHS[0], thing, PARAGRAPHS[1]]],
    )
    until(app, NONE_LEFT)
    app.wait_for_timeout(100)
    assert app.evaluate(NONE_LEFT)


@pytest.mark.parametrize("kind", ["link", "element"])
def test_the_frame_goes_along_when_it_is_moved(app, host, kind):
    thing = link(host) if kind == "link" else element(answers="mishap=broken")
    render(app, thing)
    frames(app)
    app.evaluate("things => root.render(things)", [*PARAGRAPHS, thing])
    (_frame,) = frames(app)
    settled(app)
    top = app.locator("iframe").bounding_box()["y"]
    assert top > app.get_by_text("After.").first.bounding_box()["y"] and app.evaluate(COUNT) == 1


def test_what_is_rendered_around_it_does_not_start_it_anew(app, host):
    render(app, link(host, ""), element())
    for frame in frames(app, 2):
        answer(frame, "lost")
    more = [{"key": f"more{at}", "tag": "p", "words": "More."} for at in range(2)]
    app.evaluate("things => root.render(things)", [PARAGRAPHS[0], link(host, ""), more[0], element(), more[1], PARAGRAPHS[1]])
    app.wait_for_timeout(100)
    assert [asked(frame) for frame in frames(app, 2)] == ["told", "told"]


def test_a_whole_part_of_the_page_may_go(app, host):
    render(app, link(host), element())
    frames(app, 2)
    app.evaluate("document.querySelector('#app').remove()")
    until(app, NONE_LEFT)


def test_where_a_page_takes_the_frame_away_the_link_comes_back_and_stays(app, host):
    render(app, link(host))
    frames(app)
    app.evaluate("document.querySelector('iframe').remove()")
    until(app, "document.querySelector('#app > a').checkVisibility()")
    app.wait_for_timeout(100)
    assert app.evaluate(NONE_LEFT)


def test_an_element_takes_what_a_host_may_choose_from_its_attributes(app):
    render(app, element(answers="mishap=lost", accent="#8a2be2", scheme="dark", today="2026-11-22", words="<b>Mine</b>"))
    (frame,) = frames(app)
    assert dict(parse_qsl(urlsplit(frame.url).query)) == {
        "mishap": "lost",
        "accent": "#8a2be2",
        "scheme": "dark",
        "today": "2026-11-22",
        "embed": "1",
    }
    assert app.locator("iframe").get_attribute("title") == "<b>Mine</b>" and app.locator("b").count() == 0


def test_another_attribute_is_another_checker(app):
    render(app, element(answers="mishap=lost"))
    (frame,) = frames(app)
    asks(frame, "told")
    render(app, element(answers="mishap=broken", scheme="dark"))
    until(app, "document.querySelector('rulebook-checker').shadowRoot.querySelector('iframe').src.includes('scheme=dark')")
    (frame,) = frames(app)
    assert "mishap=broken" in frame.url and app.evaluate(COUNT) == 1
    settled(app)


def test_an_element_is_a_block_that_the_page_may_hide_and_style(host, page):
    page.goto(host.page(host.element(), style="main { display: flex } .narrow { width: 300px }"))
    frames(page)
    wide = page.locator("iframe").bounding_box()["width"]
    assert wide > 150 and page.locator("rulebook-checker").evaluate("one => getComputedStyle(one).display") == "block"
    page.locator("rulebook-checker").evaluate("one => { one.hidden = true }")
    assert not page.locator("rulebook-checker").is_visible()
    page.goto(host.page(host.element("class=narrow"), style=".narrow { width: 300px }"))
    frames(page)
    assert page.locator("iframe").bounding_box()["width"] == 300


def test_an_element_tells_the_result_across_its_shadow(host, page):
    page.goto(host.page(host.element('answers="mishap=broken" data-test="mine"')))
    (frame,) = frames(page)
    until(page, "told.length === 1")
    answer(frame)
    until(page, "told.length > 1")
    assert {name for name, _ in page.evaluate("told")} == {"mine"}


def test_an_element_that_was_there_before_the_script_and_what_stands_in_it(host, page):
    inside = host.link("?mishap=broken")
    page.route("**/widget.js", lambda route: route.abort())
    page.goto(host.page(host.element('answers="mishap=broken"', inside), host.element('answers="mishap=lost" words="Mine"')))
    until(page, COUNT + " === 2")
    page.wait_for_timeout(100)
    assert page.locator("rulebook-checker > a").is_visible(), "what the page put there stays until the frame has come up"
    own = page.get_by_role("link", name="Mine")
    assert own.is_visible() and own.get_attribute("href") == f"{host.site}/check/?mishap=lost"
    page.unroute("**/widget.js")
    page.reload()
    frames(page, 2)
    assert page.locator("a:visible").count() == 0 and page.evaluate("broken") == []


def test_who_stood_on_the_link_goes_on_in_the_frame(host, page):
    held = []
    page.route("**/widget/**", lambda route: held.append(route))
    page.goto(host.page(host.element("", host.link())), wait_until="domcontentloaded")
    page.locator("rulebook-checker > a").focus()
    until(page, COUNT + " === 1")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    frames(page)
    assert page.evaluate("document.activeElement.localName") == "rulebook-checker"
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.localName") == "iframe"


def test_moved_in_one_piece_it_keeps_the_answers(host, page):
    page.goto(host.page(host.element()))
    if not page.evaluate("'moveBefore' in Element.prototype"):
        pytest.skip("This Chromium cannot move an element in one piece")
    (frame,) = frames(page)
    answer(frame, "lost")
    page.evaluate("document.querySelector('main').moveBefore(document.querySelector('rulebook-checker'), null)")
    page.wait_for_timeout(100)
    (frame,) = frames(page)
    assert asked(frame) == "told"
