"""The checker on somebody else's page: another origin, a strict policy of its own, and nothing but two lines from us."""

import itertools
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from rulebook.browser.state import read
from rulebook.diagram.program import program
from rulebook.evaluate import evaluate
from rulebook.load import load

from tests.browser.answering import ALL_DRAWN, asked, asks, until
from tests.browser.host import answer, frames, settled
from tests.conftest import PARCEL, serving

CASE = "?mishap=lost&told=no&last_day=2026-12-04"
SANDBOX = {"allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox", "allow-downloads", "allow-modals"}
NO_BARS = """innerWidth === document.documentElement.clientWidth && innerHeight === document.documentElement.clientHeight
    && document.documentElement.scrollWidth === innerWidth && document.documentElement.scrollHeight === innerHeight"""


def test_a_link_becomes_a_frame_that_may_do_little(host, page):
    page.goto(host.page(host.link("?mishap=broken", 'data-today="2026-11-22" data-scheme="dark" data-accent="#8a2be2"')))
    (frame,) = frames(page)
    box = page.locator("iframe")
    assert page.locator("a").count() == 1 and not page.locator("a").is_visible(), "it is the page's: hidden, never removed"
    assert set(box.get_attribute("sandbox").split()) == SANDBOX and box.get_attribute("allow") == "clipboard-write"
    assert box.get_attribute("title") == "Check your case" and box.get_attribute("loading") == "lazy"
    assert urlsplit(frame.url).path == "/widget/"
    assert dict(parse_qsl(urlsplit(frame.url).query)) == {
        "mishap": "broken",
        "accent": "#8a2be2",
        "scheme": "dark",
        "today": "2026-11-22",
        "embed": "1",
    }
    assert frame.evaluate("[self.origin, document.referrer]") == ["null", ""]
    assert frame.locator(".checker__notes li").count() == 0
    assert frame.evaluate("document.featurePolicy?.allowsFeature('clipboard-write') ?? true")
    assert page.evaluate("broken") == []


def test_two_on_one_page_are_strangers_to_each_other(host, page):
    page.goto(
        host.page(
            host.link("?mishap=broken", words="One"),
            host.link("?mishap=lost", words="Two"),
            host.link(more='data-embed="no"'),
            script=None,
        )
    )
    one, two = frames(page, 2)
    assert "mishap=broken" in one.url and "mishap=lost" in two.url and page.locator("a:visible").count() == 1
    page.evaluate("told.length = 0")
    before = two.url
    answer(one)
    until(page, "told.length > 0")
    assert {name for name, _ in page.evaluate("told")} == {"One"} and two.url == before
    settled(page)


def test_the_result_is_told_in_ids_and_to_the_page_around_alone(host, page):
    compiled = program(load(PARCEL)[0])
    page.goto(host.page(host.link("?mishap=broken&today=2026-11-22")))
    (frame,) = frames(page)
    until(page, "told.length === 1")
    while asked(frame):
        answer(frame)
        told = page.evaluate("new Promise(done => setTimeout(done, 30)).then(() => told.at(-1)[1])")
        result = evaluate(compiled, read(compiled, parse_qsl(urlsplit(frame.url).query), 0)["answers"])
        clear = {id: one for id, one in result["decisions"].items() if one["outcome"] is not None}
        assert told == {
            "version": 1,
            "open": result["open"],
            "decisions": {id: one["outcome"] for id, one in clear.items()},
            "rules": {id: one["rules"] for id, one in clear.items()},
        }
    assert told["decisions"]["act"] and "2026" not in str(told) and "49.9" not in str(told)
    kinds = {data["type"] for _, data in page.evaluate("heard")}
    assert kinds == {"rulebook:height", "rulebook:result"} and {origin for origin, _ in page.evaluate("heard")} == {"null"}
    results = [detail for _, detail in page.evaluate("told")]
    assert all(one != other for one, other in itertools.pairwise(results))


def test_the_height_follows_without_scroll_bars_and_without_jumps(host, page):
    page.goto(host.page(host.link(), style="main { max-width: 40rem }"))
    (frame,) = frames(page)
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        settled(page)
        page.evaluate("heard.length = 0")
        answer(frame)
        settled(page)
        told = [data["height"] for _, data in page.evaluate("heard") if data["type"] == "rulebook:height"]
        assert told[:-1] == sorted(told[:-1]) and len(told) <= 3, "it goes down once, at the end, or not at all"
        until(frame, NO_BARS)  # a frame learns of its new height a moment after the page has given it
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frame.get_by_role("link", name="Back").click()
    asks(frame, "told")
    frame.evaluate(ALL_DRAWN)
    settled(page)
    until(frame, NO_BARS)


def test_one_far_down_comes_up_before_it_is_seen(host, page):
    page.goto(host.page("<p class=far></p>", host.link("?mishap=broken"), style=".far { height: 1400px }"))
    (_frame,) = frames(page)
    assert page.evaluate("scrollY") == 0 and page.locator("iframe").bounding_box()["y"] > 1000
    page.locator("iframe").scroll_into_view_if_needed()
    settled(page)


def test_start_again_keeps_what_the_host_has_set(host, page):
    page.goto(host.page(host.link("", 'data-scheme="dark" data-today="2026-11-22"')))
    (frame,) = frames(page)
    assert not frame.get_by_role("link", name="Start again").is_visible()
    answer(frame, "broken")
    frame.get_by_role("link", name="Start again").click()
    assert dict(parse_qsl(urlsplit(frame.url).query)) == {"scheme": "dark", "today": "2026-11-22", "embed": "1"}
    assert asked(frame) == "mishap"


def test_what_is_taken_along_leaves_the_frame_and_what_the_host_has_set_behind(host, new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(host.page(host.link(CASE, 'data-today="2026-11-22" data-scheme="dark" data-accent="#8a2be2"')))
    (frame,) = frames(page)
    own = f"{host.site}/check/{CASE}"
    full = frame.get_by_role("link", name="Full answer")
    assert (
        full.get_attribute("href").startswith(own + "&rulebook=")
        and full.get_attribute("target") == "_blank"
        and page.evaluate("broken") == []
    )
    with page.expect_download() as waiting:
        frame.get_by_role("button", name="Add to calendar").click()
    file = Path(waiting.value.path()).read_bytes().decode().replace("\r\n ", "")
    assert (
        f"\r\nURL:{own}&rulebook=" in file
        and file.count("/check/") == 2
        and not re.search("embed=|scheme=|accent=|today=|/widget/", file)
    )
    leaving = frame.eval_on_selector_all("a[href]:not([data-go], [data-do])", "all => all.map(one => one.getAttribute('href'))")
    assert leaving and not [address for address in leaving if "?" in address and "embed" in address]


def test_it_works_in_a_frame_that_may_not_send_forms(parcel, page, tmp_path):
    (tmp_path / "host.html").write_text(
        f'<!doctype html><iframe sandbox="allow-scripts" src="{parcel}/widget/?mishap=lost"></iframe>'
    )
    with serving(tmp_path, said=None) as host:
        page.goto(host + "/host.html")
    frame = page.frames[1]
    until(frame, "document.querySelector('[data-module=checker][data-state=ready]')")
    frame.locator("[data-answer=yes]").press("Enter")
    until(frame, "document.querySelector('[data-decision=act][data-outcome=wait]')")
    assert urlsplit(frame.evaluate("location.href")).query == "mishap=lost&told=yes"


def test_without_javascript_the_link_stays(host, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(host.page(host.link("?mishap=broken")))
    page.get_by_role("link", name="Check your case").click()
    assert page.url == f"{host.site}/check/?mishap=broken"


@pytest.mark.parametrize("down", ["**/embed.js", "**/widget/**", "**/widget.js"], ids=["all", "the widget", "its script"])
def test_while_this_site_is_down_the_link_stays(host, page, down):
    page.route(down, lambda route: route.abort())
    page.goto(host.page(host.link("?mishap=broken")))
    page.wait_for_timeout(150)
    assert page.get_by_role("link", name="Check your case").is_visible()
    assert all(box["height"] == 0 for box in [one.bounding_box() for one in page.query_selector_all("iframe")])


def test_if_the_checker_cannot_start_its_links_come_up_and_open_a_tab(host, page):
    page.route("**/runtime*.js", lambda route: route.abort())
    page.goto(host.page(host.link()))
    until(page, "document.querySelector('iframe')?.style.visibility === ''")
    frame = page.frames[1]
    with page.context.expect_page() as opened:
        frame.locator("[data-part=first] .choice").first.click()
    assert "/situations/" in opened.value.url and opened.value.evaluate("self.origin") == host.site
    assert "/widget/" in frame.url


def test_links_elsewhere_and_other_pages_of_ours_stay(host, page):
    here = [
        host.link(path="/"),
        host.link(path="/check/x"),
        host.link(path="/checks/"),
        host.link(path="/faq/"),
        '<a href="https://elsewhere.example/check/">x</a>',
        '<a href="/check/">x</a>',
        "<a>x</a>",
        '<a href="javascript:0">x</a>',
    ]
    page.goto(host.page(*here, host.link(path="/widget/")))
    frames(page)
    assert page.locator("a:not([data-embed])").count() == len(here) and page.locator("iframe").count() == 1


def test_the_script_may_stand_twice_and_come_again(host, new_page):
    page = new_page(bypass_csp=True)  # the host's own policy forbids it to add scripts
    page.goto(host.page(host.link() + f'<script async src="{host.site}/embed.js"></script>'))
    frames(page)
    page.evaluate(
        "address => document.querySelector('main').prepend(Object.assign(document.createElement('a'), {href: address}))",
        host.site + "/check",
    )
    page.add_script_tag(url=host.site + "/embed.js")
    frames(page, 2)
    page.wait_for_timeout(100)
    assert page.locator("iframe").count() == 2
