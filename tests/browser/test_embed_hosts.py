"""Pages that are hard on a guest: scripts in any order and number, copies of what stands there, editors, policies that forbid."""

import pytest

from tests.browser.answering import until
from tests.browser.host import FRAMES, answer, frames, settled

COUNT = FRAMES + ".length"
WORDS = "Check your case"
BOTH = "document.querySelector('main')"


def both(host):
    return host.link("?mishap=broken") + host.element('answers="mishap=lost"', host.link("?mishap=lost"))


def begun_with(found):
    return sorted(frame.url.partition("mishap=")[2].partition("&")[0] for frame in found)


@pytest.mark.parametrize("where, kind", [("before", ""), ("before", "async"), ("after", ""), ("after", "defer")])
def test_the_script_may_stand_before_what_it_works_on_or_after_it(host, page, where, kind):
    line = host.line(kind)
    page.goto(host.written(line + both(host) if where == "before" else both(host) + line))
    assert begun_with(frames(page, 2)) == ["broken", "lost"]
    assert page.evaluate(FRAMES + ".map(one => one.title)") == [WORDS, WORDS], "even if the words were not there yet"
    assert page.locator("a:visible").count() == 0 and page.evaluate("broken") == []


def test_two_scripts_make_one_frame_each_and_go_on_doing_so(host, page):
    page.goto(host.written(host.line() + both(host) + host.line("defer")))
    frames(page, 2)
    page.evaluate(f"{BOTH}.append(...{BOTH}.querySelectorAll('main > a, rulebook-checker'))")
    settled_on(page, 2)
    page.evaluate(f"{BOTH}.append({BOTH}.cloneNode(true))")
    settled_on(page, 4)


def test_two_sites_on_one_page_keep_to_their_own_links(host, page):
    second = host.site.replace("127.0.0.1", "localhost")
    policy = host.policy.replace(host.site, f"{host.site} {second}")
    page.goto(
        host.written(
            host.link("?mishap=lost")
            + host.link("?mishap=broken").replace(host.site, second)
            + host.line()
            + host.line(site=second),
            policy,
        )
    )
    lost, broken = frames(page, 2)
    assert lost.url.startswith(host.site + "/widget/?mishap=lost") and broken.url.startswith(second + "/widget/?mishap=broken")
    settled_on(page, 2)


@pytest.mark.parametrize("change", ["replaceWith", "after"])
def test_a_copy_of_what_stands_there_comes_up_anew(host, page, change):
    """Some pages keep copies of themselves to go back to, and write all of a part anew to add a line to it."""
    page.goto(host.written(both(host) + host.line()))
    frames(page, 2)
    page.evaluate(f"{BOTH}.{change}({BOTH}.cloneNode(true))")
    found = settled_on(page, 2 if change == "replaceWith" else 4)
    assert page.locator("a:visible").count() == 0
    before = page.evaluate("told.length")
    answer(next(frame for frame in reversed(found) if "lost" in frame.url))
    until(page, f"told.length > {before}")
    settled(page)


def test_in_an_editor_a_link_stays_what_it_is(host, page):
    page.goto(host.written(f"<div contenteditable><p>{host.link()}</p></div>" + host.link() + host.line()))
    frames(page)
    page.evaluate("document.querySelector('p').after(document.querySelector('p').cloneNode(true))")
    page.wait_for_timeout(100)
    assert page.locator("[contenteditable] :is(iframe, [data-embed], [style])").count() == 0
    assert page.locator("[contenteditable] a:visible").count() == 2


@pytest.mark.parametrize("part", ["frame-src", "script-src"])
def test_where_the_policy_forbids_it_the_links_stay(host, page, part):
    policy = "; ".join(f"{part} 'self'" if one.strip().startswith(part) else one for one in host.policy.split(";"))
    page.goto(host.written(both(host) + host.line(), policy))
    until(page, f"broken.some(one => one.startsWith({part!r}))")
    page.wait_for_timeout(100)
    assert page.locator("a:visible").count() == 2
    assert all(box["height"] == 0 for box in [one.bounding_box() for one in page.query_selector_all("iframe")])


def test_a_link_comes_back_as_the_page_has_shown_it(host, page):
    page.goto(host.page(style="a { display: inline-block !important } iframe { border: 9px solid red }"))
    page.evaluate(
        "href => { const link = document.createElement('a'); Object.assign(link, {href, textContent: 'x'}); link.style.display = 'flex';"
        " document.querySelector('main').append(link) }",
        host.site + "/check/",
    )
    frames(page)
    link = page.locator("main a")
    assert not link.is_visible()
    page.evaluate("document.querySelector('iframe').remove()")
    until(page, "document.querySelector('main a').checkVisibility()")
    assert link.evaluate("one => one.style.display") == "flex"


def test_a_link_without_words_is_called_by_the_site(host, page):
    page.goto(host.written(host.link(words="<img>") + host.line()))
    frames(page)
    assert page.locator("iframe").get_attribute("title") == host.site + "/"


def test_an_element_works_inside_another_ones_shadow(host, page):
    page.goto(host.written("<div></div>" + host.line()))
    page.evaluate(
        "const root = document.querySelector('div').attachShadow({mode: 'open'}), one = document.createElement('rulebook-checker');"
        " one.setAttribute('answers', 'mishap=broken'); root.append(one); self.inner = one"
    )
    until(page, "inner.shadowRoot?.querySelector('iframe')?.style.visibility === ''")
    until(page, "told.length === 1")
    page.evaluate("inner.remove()")
    until(page, "inner.shadowRoot.childElementCount === 0")


def settled_on(page, count):
    """Wait until so many frames are up, with no others about, and each as high as its content; return them."""
    found = frames(page, count)
    settled(page)
    assert page.evaluate(COUNT) == count == len(page.frames) - 1
    return found
