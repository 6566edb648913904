"""The checker on somebody else's page: another origin, a strict policy of its own, and nothing but two lines from us."""

import threading
from html import escape
from http.server import BaseHTTPRequestHandler
from itertools import product
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from rulebook.browser.state import read
from rulebook.evaluate import evaluate
from rulebook.load import load
from rulebook.program import program
from tests.browser.test_checker import ready, until
from tests.conftest import ROOT, Server

SANDBOX = {"allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox", "allow-downloads", "allow-modals"}
MARKUP = "<img src=x onerror=alert(1)>"
NASTY = ['red', '#12345', '#1234567', '#12345g', '#fff;background:url(//x)', '"><script>alert(1)</script>', 'url(//x)', 'var(--x)']
LISTENER = """
addEventListener('rulebook:result', event => told.push([event.target.dataset.test || event.target.title, event.detail]))
addEventListener('message', ({origin, data}) => heard.push([origin, data]))
addEventListener('securitypolicyviolation', event => broken.push(event.violatedDirective + ' ' + event.blockedURI))
const told = [], heard = [], broken = []
Object.assign(self, {told, heard, broken})
"""


class Host:
    """Somebody else's site on this machine: pages under a strict policy that allows the checker's origin and nothing more."""

    def __init__(self, site):
        self.site, self.pages = site, {}
        self.server = Server(("127.0.0.1", 0), lambda *given: _Handler(self, *given))
        self.url = f"http://localhost:{self.server.server_port}"
        self.stranger = f"http://127.0.0.1:{self.server.server_port}"       # a third origin, which the page has framed too
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, *links, style="", script=None):
        """Put up a page with some links, each between paragraphs, and the script that changes them; return its address."""
        path = f"/{len(self.pages)}.html"
        body = "".join(f"<p>Before.</p>{link}<p>After.</p>" for link in links)
        tag = f'<script async src="{script or self.site + "/embed.js"}"></script>'
        self.pages[path] = f'<!doctype html><html lang="en"><title>Host</title><link rel=stylesheet href="{path}.css"><script src="/host.js"></script><main>{body}</main>{tag}'
        self.pages[path + ".css"] = "body { margin: 0; font: 16px sans-serif } " + style
        return self.url + path

    def link(self, query="", more="", path="/check/", words="Check your case"):
        return f'<a href="{self.site}{path}{query}" {more}>{words}</a>'

    @property
    def policy(self):
        return (f"default-src 'none'; script-src 'self' {self.site}; frame-src {self.site} {self.stranger}; style-src 'self'; base-uri 'none'; "
                "require-trusted-types-for 'script'; trusted-types 'none'")


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, host, *given):
        self.host = host
        super().__init__(*given)

    def do_GET(self):
        text = LISTENER if self.path == "/host.js" else self.host.pages.get(urlsplit(self.path).path, "")
        kind = {"js": "text/javascript", "css": "text/css"}.get(self.path.rpartition(".")[2], "text/html")
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", self.host.policy)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def host(site):
    host = Host(site.url)
    yield host
    host.server.shutdown()
    host.server.server_close()


def frames(page, count=1):
    """Return the frames of a page once all of them have come up, and no link is left."""
    until(page, f"[...document.querySelectorAll('iframe')].filter(one => one.style.visibility === '').length === {count}")
    found = [one.content_frame() for one in page.query_selector_all("iframe")]
    for one in found:
        ready(one)
    return found


def settled(page):
    """Wait until every frame is as high as its content."""
    for frame in page.frames[1:]:
        for _ in range(100):
            high = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
            if high == frame.frame_element().bounding_box()["height"]:
                break
            page.wait_for_timeout(20)
        else:
            raise AssertionError(f"The content is {high} px high, its frame {frame.frame_element().bounding_box()['height']}")


def answer(frame, value=None):
    """Give an answer to the question that is asked, whatever it is, and wait for what comes then."""
    before = frame.url
    if frame.locator(".ask input[type=radio]").count():
        (frame.locator(f'.ask input[value="{value}"]') if value else frame.locator(".ask input[type=radio]").first).check()
    else:
        frame.locator(".ask .field__input").fill("4 December 2026" if frame.locator(".ask[data-kind=date]").count() else "49.90")
    frame.locator(".ask").get_by_role("button", name="Next").click()
    until(frame, f"location.href !== {before!r}")


def test_a_link_becomes_a_frame_that_may_do_little(host, page):
    page.goto(host.page(host.link("?problem=damaged", 'data-today="2026-11-22" data-scheme="dark" data-accent="#8a2be2"')))
    frame, = frames(page)
    box = page.locator("iframe")
    assert page.locator("a").count() == 0
    assert set(box.get_attribute("sandbox").split()) == SANDBOX and box.get_attribute("allow") == "clipboard-write"
    assert box.get_attribute("title") == "Check your case" and box.get_attribute("loading") == "lazy"
    assert urlsplit(frame.url).path == "/widget/"
    assert dict(parse_qsl(urlsplit(frame.url).query)) == {
        "problem": "damaged", "accent": "#8a2be2", "scheme": "dark", "today": "2026-11-22", "embed": "1",
    }
    assert frame.evaluate("[self.origin, document.referrer]") == ["null", ""]
    assert frame.locator(".checker__notes li").count() == 0
    assert frame.evaluate("document.featurePolicy?.allowsFeature('clipboard-write') ?? true")
    assert page.evaluate("broken") == []


def test_two_on_one_page_are_strangers_to_each_other(host, page):
    page.goto(host.page(host.link("?problem=damaged", words="One"), host.link("?problem=never_arrived", words="Two"), host.link(more='data-embed="no"'), script=None))
    one, two = frames(page, 2)
    assert "problem=damaged" in one.url and "problem=never_arrived" in two.url and page.locator("a").count() == 1
    page.evaluate("told.length = 0")
    before = two.url
    answer(one)
    until(page, "told.length > 0")
    assert {name for name, _ in page.evaluate("told")} == {"One"} and two.url == before
    settled(page)


def test_the_result_is_told_in_ids_and_to_the_page_around_alone(host, page):
    compiled = program(load(ROOT / "rules.yaml")[0])
    page.goto(host.page(host.link("?problem=never_arrived&today=2026-11-22")))
    frame, = frames(page)
    until(page, "told.length === 1")
    while frame.locator(".ask").count():
        answer(frame)
        told = page.evaluate("new Promise(done => setTimeout(done, 30)).then(() => told.at(-1)[1])")
        result = evaluate(compiled, read(compiled, parse_qsl(urlsplit(frame.url).query), 0)["answers"])
        clear = {id: one for id, one in result["decisions"].items() if one["outcome"] is not None}
        assert told == {
            "version": 1, "open": result["open"],
            "decisions": {id: one["outcome"] for id, one in clear.items()}, "rules": {id: one["rules"] for id, one in clear.items()},
        }
    assert told["open"] == [] and "2026" not in str(told) and "49.9" not in str(told)
    kinds = {data["type"] for _, data in page.evaluate("heard")}
    assert kinds == {"rulebook:height", "rulebook:result"} and {origin for origin, _ in page.evaluate("heard")} == {"null"}
    results = [detail for _, detail in page.evaluate("told")]
    assert all(one != other for one, other in zip(results, results[1:], strict=False))


def test_forged_messages_are_passed_over(host, page):
    forger = host.page(script="/forger.js").replace(host.url, host.stranger)
    host.pages["/forger.js"] = """
        const say = () => ['rulebook:hello', {type: 'rulebook:height', height: 7}, {type: 'rulebook:result', detail: {forged: true}}]
            .forEach(one => { for (const to of [parent, ...Array.from({length: parent.length}, (_, at) => parent[at])]) to.postMessage(one, '*') })
        setInterval(say, 20)
        addEventListener('message', event => { if (event.origin === 'null') parent.postMessage('overheard', '*') })
    """
    page.goto(host.page(host.link("?problem=damaged")))
    frame, = frames(page)
    settled(page)
    high = page.locator("iframe").bounding_box()["height"]
    honest = page.evaluate("heard.filter(one => one[0] === 'null')")
    page.evaluate("""address => {
        const stranger = document.createElement('iframe')
        stranger.src = address
        document.body.append(stranger)
        postMessage({type: 'rulebook:height', height: 7}, '*')
        postMessage({type: 'rulebook:result', detail: {forged: true}}, '*')
        for (const data of [null, 'x', 7, {}, {type: 'rulebook:height', height: 'x'}, {type: 'rulebook:height', height: -1}])
            dispatchEvent(new MessageEvent('message', {data, source: document.querySelector('iframe').contentWindow}))
    }""", forger)
    until(page, "heard.filter(one => one[1]?.detail?.forged).length > 3")
    assert page.locator("iframe").first.bounding_box()["height"] == high
    assert page.evaluate("heard.filter(one => one[0] === 'null')") == honest and "overheard" not in page.evaluate("heard.map(one => one[1])")
    assert not any("forged" in one for _, one in page.evaluate("told"))


def test_a_frame_that_is_not_greeted_by_its_parent_stays_silent(host, page):
    page.goto(host.page(script="/none.js"))
    page.evaluate("""address => {
        const frame = document.createElement('iframe')
        frame.src = address
        document.body.append(frame)
    }""", f"{host.site}/widget/?problem=damaged")
    until(page, "document.querySelector('iframe').contentWindow.length === 0")
    ready(page.frames[1])
    page.wait_for_timeout(200)
    assert page.evaluate("heard") == []


def test_the_height_follows_without_scroll_bars_and_without_jumps(host, page):
    page.goto(host.page(host.link("?problem=damaged"), style="main { max-width: 40rem }"))
    frame, = frames(page)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        settled(page)
        page.evaluate("heard.length = 0")
        answer(frame)
        settled(page)
        told = [data["height"] for _, data in page.evaluate("heard") if data["type"] == "rulebook:height"]
        assert told[:-1] == sorted(told[:-1]) and len(told) <= 3, "it goes down once, at the end, or not at all"
        assert frame.evaluate(NO_BARS) and page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frame.locator(".answers__change").first.click()
    settled(page)
    assert frame.evaluate(NO_BARS)


def test_one_far_down_comes_up_before_it_is_seen(host, page):
    page.goto(host.page("<p class=far></p>", host.link("?problem=damaged"), style=".far { height: 1400px }"))
    frame, = frames(page)
    assert page.evaluate("scrollY") == 0 and page.locator("iframe").bounding_box()["y"] > 1000
    page.locator("iframe").scroll_into_view_if_needed()
    settled(page)


def test_without_javascript_the_link_stays(host, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(host.page(host.link("?problem=damaged")))
    page.get_by_role("link", name="Check your case").click()
    assert page.url == f"{host.site}/check/?problem=damaged"


@pytest.mark.parametrize("down", ["**/embed.js", "**/widget/**", "**/widget.js"], ids=["all", "the widget", "its script"])
def test_while_this_site_is_down_the_link_stays(host, page, down):
    page.route(down, lambda route: route.abort())
    page.goto(host.page(host.link("?problem=damaged")))
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
    here = [host.link(path="/"), host.link(path="/check/x"), host.link(path="/checks/"), host.link(path="/faq/"),
            '<a href="https://elsewhere.example/check/">x</a>', '<a href="/check/">x</a>', '<a>x</a>', '<a href="javascript:0">x</a>']
    page.goto(host.page(*here, host.link(path="/widget/")))
    frames(page)
    assert page.locator("a").count() == len(here) and page.locator("iframe").count() == 1


def test_the_script_may_stand_twice_and_come_again(host, new_page):
    page = new_page(bypass_csp=True)        # the host's own policy forbids it to add scripts
    page.goto(host.page(host.link() + f'<script async src="{host.site}/embed.js"></script>'))
    frames(page)
    page.evaluate("address => document.querySelector('main').prepend(Object.assign(document.createElement('a'), {href: address}))", host.site + "/check")
    page.add_script_tag(url=host.site + "/embed.js")
    frames(page, 2)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_scheme_is_the_hosts_wish_else_the_readers(site, new_page, system):
    page = new_page(color_scheme=system)
    for wish, scheme in {"": system, "dark": "dark", "light": "light", "blue": system}.items():
        page.goto(f"{site.url}/widget/?scheme={wish}", wait_until="domcontentloaded")
        ground, ink = (light(page, f"getComputedStyle(document.body).{one}") for one in ("backgroundColor", "color"))
        assert (ground < ink) == (scheme == "dark"), (system, wish)


def test_a_page_that_says_that_it_is_dark_gets_a_dark_checker(host, page):
    page.goto(host.page(host.link("?problem=damaged"), style=":root { color-scheme: dark }"))
    frame, = frames(page)
    assert frame.evaluate(STYLED) == [None, "dark"]


def test_any_accent_can_be_read(site, page):
    page.goto(f"{site.url}/widget/?accent=%238A2BE2", wait_until="domcontentloaded")
    assert page.evaluate(STYLED) == ["--brand: #8A2BE2;", None]
    for scheme in ("light", "dark"):
        for colour in map("#{0[0]}{0[1]}{0[2]}".format, product(LEVELS, repeat=3)):
            for one, other in page.evaluate(PAIRS, [colour, scheme]):
                assert contrast(one, other) >= 4.5, (colour, scheme, one, other)


def test_nothing_but_a_colour_is_taken_for_one(site, page):
    for text in NASTY:
        page.goto(f"{site.url}/widget/?{urlencode({'accent': text, 'scheme': text, 'embed': text})}", wait_until="domcontentloaded")
        assert page.evaluate(STYLED) == [None, None], text


def test_what_a_host_writes_into_the_attributes_stays_text(host, page):
    more = " ".join(f'data-{name}="{escape(MARKUP)}"' for name in ("accent", "scheme", "today"))
    page.goto(host.page(host.link("?problem=damaged", more, words=escape(MARKUP))))
    frame, = frames(page)
    assert frame.evaluate(STYLED) == [None, None] and frame.locator("img").count() == page.locator("img").count() == 0
    assert page.locator("iframe").get_attribute("title") == MARKUP and MARKUP in frame.locator("[data-slot=notes]").inner_text()


def test_start_again_keeps_what_the_host_has_set(host, page):
    page.goto(host.page(host.link("", 'data-scheme="dark" data-today="2026-11-22"')))
    frame, = frames(page)
    assert not frame.get_by_role("link", name="Start again").is_visible()
    answer(frame, "damaged")
    frame.get_by_role("link", name="Start again").click()
    assert dict(parse_qsl(urlsplit(frame.url).query)) == {"scheme": "dark", "today": "2026-11-22", "embed": "1"}
    assert frame.locator(".ask input").first.get_attribute("name") == "problem"


def test_the_page_about_it_writes_the_lines(site, host, new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.url + "/embed/")
    lines = page.locator("[data-slot=lines]")
    page.get_by_label("It begins with").select_option(label="It arrived damaged")
    page.get_by_label("Light or dark").select_option("dark")
    page.locator("[name=accent]").fill("#0b7a5c")
    written = lines.inner_text()
    assert f'href="{site.url}/check/?problem=damaged"' in written and f'src="{site.url}/embed.js"' in written
    page.locator("[data-slot=copy]").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == written
    other = new_page()
    host.pages["/written.html"] = f"<!doctype html><title>Host</title><script src=/host.js></script>{written}"
    other.goto(host.url + "/written.html")
    frame, = frames(other)
    assert dict(parse_qsl(urlsplit(frame.url).query)) == {"problem": "damaged", "scheme": "dark", "accent": "#0b7a5c", "embed": "1"}
    page.locator("[data-slot=look]").click()
    assert ready(page).evaluate("document.documentElement.dataset.scheme") == "dark"


def test_without_script_the_page_about_it_shows_lines_that_are_right(site, host, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(site.url + "/embed/")
    assert not page.locator("[data-slot=form]").is_visible() and not page.locator("[data-slot=copy]").is_visible()
    lines = page.locator("[data-slot=lines]").inner_text()
    assert lines.count("\n") == 1 and "/check/" in lines and "/embed.js" in lines


STYLED = "[document.documentElement.getAttribute('style'), document.documentElement.dataset.scheme ?? null]"
NO_BARS = """innerWidth === document.documentElement.clientWidth && innerHeight === document.documentElement.clientHeight
    && document.documentElement.scrollWidth === innerWidth && document.documentElement.scrollHeight === innerHeight"""
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
    const grounds = ['paper', 'raised', 'sunken', 'act-ground', 'good-ground', 'caution-ground', 'stop-ground', 'silent-ground']
    const pairs = ['accent', 'accent-strong'].flatMap(one => [...grounds, 'on-accent'].map(other => [bytes(one), bytes(other)]))
    probe.remove()
    return pairs
}"""


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + .05) / (low + .05)


def luminance(colour):
    red, green, blue = (level / 12.92 if level <= .04045 else ((level + .055) / 1.055) ** 2.4 for level in (each / 255 for each in colour))
    return .2126 * red + .7152 * green + .0722 * blue


def light(frame, colour):
    return luminance([int(each) for each in frame.evaluate(colour).removeprefix("rgb(").rstrip(")").split(",")])
