"""Too much has been left out of the run time, on purpose: the visitor sees a pause, and never a verdict that is not one."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from rulebook.bundle import lean, runtime
from rulebook.bundle.module import single_module, without_layout
from rulebook.bundle.v8 import translate
from rulebook.publish import published

from tests.browser.answering import ALL_DRAWN, TODAY, asked, asks, choose, ready, shown, until
from tests.browser.host import answer, frames
from tests.browser.run_time import as_written, recording
from tests.browser.test_published import kept, settled
from tests.conftest import serving
from tests.small_site import bytes_of

pytestmark = pytest.mark.lean

RESULT = f"?mishap=lost&told=no&last_day=2026-12-04&today={TODAY}"
WRONG = "A verdict that is none"
# What a `try` in Python could do at worst, when it swallows what a function throws that has been left out
SWALLOWING = f"""
case_of_all = case_of

def case_of(page, *given):
    try:
        return case_of_all(page, *given)
    except Exception:
        document.querySelector("[data-part=stage]").replaceChildren("{WRONG}")
        part(page, "stage").replaceChildren("{WRONG}")
        part(page, "live").replaceChildren("{WRONG}")
        document.title = "{WRONG}"
        document.documentElement.toggleAttribute("data-started", True)
        page["section"].dispatchEvent(window.CustomEvent.new("rulebook:result", {{"detail": "{WRONG}"}}))
        window.history.pushState(NULL, "", "?wrong=1")
        window.dispatchEvent(window.CustomEvent.new("rulebook:result", {{"detail": "{WRONG}"}}))
        return page["case"] or {{}}

"""
WATCH = f"""(function () {{
    const told = []
    const look = () => {{ if ((document.title + document.body?.textContent).includes({WRONG!r})) console.error("seen") }}
    new MutationObserver(look).observe(document, {{subtree: true, childList: true, characterData: true}})
    const hear = event => {{ if (event.detail === {WRONG!r}) console.error("told") }}
    addEventListener("rulebook:result", hear)
    addEventListener("DOMContentLoaded", () => document.querySelector("[data-module=checker]").addEventListener("rulebook:result", hear))
}})()"""


@pytest.fixture(scope="module")
def too_little(browser, parcel):
    """Return run times in which less is left than is needed: {until when they have all that is called: the script}."""
    context = browser.new_context()
    page = context.new_page()
    session = recording(context, page)

    def called(*_):
        page.evaluate(ALL_DRAWN)
        page.wait_for_timeout(200)
        return session.send("Profiler.takePreciseCoverage")["result"]

    page.goto(f"{parcel}/check/?today={TODAY}")
    ready(page).evaluate("dispatchEvent(new Event('focus'))")  # as comes when it likes
    ready_ = called()
    answer = called(choose(page, "lost"), asks(page, "told"), choose(page, "no"), asks(page, "last_day"))
    page.goto(f"{parcel}/check/{RESULT}")
    result = called(ready(page))
    context.close()
    phases = {"never": [], "ready": [ready_], "answer": [ready_, answer], "result": [result]}
    return {name: left_after(reports, [ready_, answer, result]) for name, reports in phases.items()}


def left_after(reports, everything):
    """Return the run time without what none of some reports has seen called; `everything` knows all functions."""
    known = [[{**one, "functions": [uncalled(each) for each in one["functions"]]} for one in report] for report in everything]
    source, before = runtime.without_compiler(), as_written().index(runtime.without_compiler())
    found = lean.unused(as_written(), [*known, *reports], "/runtime.js", runtime.STUB)
    spans = [(first - before, last - before) for first, last in found if first >= before]
    return runtime.packaged("left_out.js") + runtime.loadable(lean.cut(source, spans, runtime.STUB)) + runtime.AFTER


def uncalled(function):
    return {**function, "ranges": [{**function["ranges"][0], "count": 0}]}


@pytest.fixture
def lacking(too_little, parcel, page):
    """Give a function that opens the checker with a run time that lacks something, and what has been asked for since."""

    def opened(since, query="", path="/check/"):
        lack(page, too_little[since])
        fetched = []
        page.on("request", lambda request: fetched.append(request.url) if request.url.endswith("/whole.js") else None)
        page.goto(parcel + path + query)
        return ready(page), fetched

    return opened


def lack(page, script):
    page.route("**/checker/runtime.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))


def again(page, fetched):
    """Wait until the page has started over, for the first time."""
    until_true(page, lambda: fetched)
    assert len(fetched) == 1
    ready(page)


def led_to(page, query):
    """Wait for an address; a page that starts over cannot be asked meanwhile."""
    page.wait_for_url(lambda url: urlsplit(url)[3:] == (query, ""), wait_until="commit")


def until_true(page, condition):
    for _ in range(200):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError("never true")


@pytest.mark.parametrize("query", ["", RESULT])
def test_at_the_start(lacking, parcel, query):
    page, fetched = lacking("never", query)
    assert len(fetched) == 1 and page.url == f"{parcel}/check/{query}"
    assert shown(page).get("act") == (["tell"] if query else None) and asked(page) == (None if query else "mishap")


def test_a_tap_before_the_start_is_carried_out(too_little, parcel, page):
    """On the home page, where nothing is fetched before the tap."""
    lack(page, too_little["never"])
    page.goto(f"{parcel}/")
    page.locator("[data-answer=broken]").click()
    led_to(page, "mishap=broken")
    asks(page, "told")
    page.go_back()
    asks(page, "mishap")


@pytest.mark.parametrize("way", ["mouse", "key"])
def test_in_an_answer(lacking, way):
    page, fetched = lacking("ready", f"?today={TODAY}")
    link = page.locator("[data-answer=lost]")
    if way == "mouse":
        link.click()
    else:
        link.focus()
        page.keyboard.press("Enter")
    again(page, fetched)
    led_to(page, f"mishap=lost&today={TODAY}")
    asks(page, "told")
    choose(page, "no")
    asks(page, "last_day")
    page.go_back()
    asks(page, "told")
    page.go_back()
    asks(page, "mishap")


def test_a_finger_that_goes_on_to_scroll_has_not_answered(lacking):
    page, fetched = lacking("ready", f"?today={TODAY}")
    page.locator("[data-answer=lost]").dispatch_event("pointerdown")
    page.wait_for_timeout(300)
    assert fetched == [], "under a finger nothing moves"
    page.evaluate("dispatchEvent(new Event('pointercancel'))")
    again(page, fetched)
    not_answered(page)


def not_answered(page):
    page.wait_for_timeout(300)
    assert urlsplit(ready(page).url).query == f"today={TODAY}" and asked(page) == "mishap"


@pytest.mark.parametrize("end", [(0, -3000), (3000, 0)])
def test_a_press_that_ends_elsewhere_has_not_answered(lacking, end):
    page, fetched = lacking("ready", f"?today={TODAY}")
    page.locator("[data-answer=lost]").hover()
    page.mouse.down()
    page.wait_for_timeout(300)
    assert fetched == []
    page.evaluate("([clientX, clientY]) => dispatchEvent(new PointerEvent('pointerup', {clientX, clientY}))", end)
    again(page, fetched)
    not_answered(page)


@pytest.mark.parametrize("more", [{"button": "right"}, {"modifiers": ["Control"]}], ids=["other button", "with a key"])
def test_a_press_that_means_something_else_has_not_answered(lacking, more):
    page, _ = lacking("ready", f"?today={TODAY}")
    page.locator("[data-answer=lost]").click(**more)
    not_answered(page)


def test_what_is_opened_elsewhere_is_opened_there_alone(lacking):
    page, _ = lacking("ready", f"?today={TODAY}")
    page.locator("[data-answer=lost]").focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    assert urlsplit(opened.value.url).query == f"mishap=lost&today={TODAY}"
    not_answered(page)


def test_what_was_typed_stands_there_again(lacking):
    page, fetched = lacking("answer", f"?mishap=lost&told=no&today={TODAY}")
    page.locator("[name=last_day]").focus()
    page.keyboard.insert_text("4 dec")
    again(page, fetched)
    until(page, "document.querySelector('.ask [data-slot=read]').textContent !== ''")
    assert page.locator(".ask [data-slot=read]").inner_text() == "= Friday 4 December 2026, in 12 days"
    assert page.evaluate("document.activeElement.name") == "last_day"
    page.keyboard.press("Enter")
    until(page, "location.search.includes('last_day=2026-12-04')")


def test_in_a_fold(lacking):
    page, fetched = lacking("result", RESULT)
    fold = page.locator(".glance__item[data-decision=return]")
    fold.locator("summary").first.click()
    again(page, fetched)
    until(page, "!!document.querySelector('.glance__item[data-decision=return][open] [data-fold=why]')")
    assert page.url.endswith(RESULT)


@pytest.mark.first_visit
def test_in_a_frame_the_page_around_hears_the_right_result_alone(too_little, host, page):
    page.context.route(
        "**/checker/runtime.js", lambda route: route.fulfill(body=too_little["ready"], content_type="text/javascript")
    )
    page.goto(host.page(host.link(f"?mishap=lost&told=no&today={TODAY}")))
    (frame,) = frames(page)
    assert frame.evaluate("self.origin") == "null"
    answer(frame)
    until(page, "told.length && told.at(-1)[1].decisions.act")
    assert page.evaluate("told.at(-1)[1].decisions.act") == "tell"
    assert urlsplit(frame.url).fragment == "" and "last_day=2026-12-04" in frame.url
    assert page.evaluate("broken") == []


@pytest.mark.parametrize("since, query", {"never": RESULT, "ready": f"?today={TODAY}"}.items())
def test_a_try_that_swallows_it_shows_nothing(too_little, parcel, page, since, query):
    at = "start(document.querySelector("
    source = single_module()
    assert source.count(at) == 1
    script = translate(source.replace(at, SWALLOWING + at), "checker")
    lack(page, too_little[since])
    body = f"self.startChecker = function () {{ {without_layout(script)} }}"
    page.route("**/checker/checker.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    wrong = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.add_init_script(WATCH)
    page.goto(f"{parcel}/check/{query}")
    ready(page)
    if since == "ready":
        choose(page, "lost")
        led_to(page, f"mishap=lost&today={TODAY}")
        asks(page, "told")
    until(page, "document.querySelector('[data-module=checker]').dataset.state === 'ready'")
    assert wrong == [] and "wrong" not in page.url and WRONG not in page.content()


@pytest.mark.parametrize("note", ["%7B", "null", "1", "%", "%7B%22hash%22%3A%22%22%7D"])
def test_a_note_that_is_none_does_no_harm(parcel, page, note):
    page.goto(f"{parcel}/check/?mishap=lost#whole={note}")
    assert asked(ready(page)) == "told"


@pytest.fixture(scope="module")
def offline_too_little(small_one, too_little, tmp_path_factory):
    """Yield a published site whose lean run time has only what is called until the checker is ready."""
    site = bytes_of(small_one.folder) | {"checker/runtime.js": too_little["ready"].encode()}
    folder = tmp_path_factory.mktemp("published")
    for name, data in published(site, "", "", date(2026, 11, 22)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with serving(folder) as url:
        yield url


def whole_kept(page):
    return [address for address in kept(page)[1] if "/assets/whole." in address]


@pytest.mark.first_visit
def test_without_a_network_and_the_whole_run_time_the_links_stay(offline_too_little, page):
    page.goto(offline_too_little + "/check/")
    settled(ready(page))
    page.context.set_offline(True)
    choose(page, "lost")
    page.wait_for_selector("[data-module=checker][data-state=failed]", timeout=20_000)
    assert page.get_by_text("could not start").is_visible() and page.locator("[data-answer=lost]").is_visible()
    assert whole_kept(page) == []


@pytest.mark.first_visit
def test_fetched_when_there_was_time_the_whole_run_time_is_there_without_a_network(offline_too_little, page):
    page.clock.install()
    page.goto(offline_too_little + "/check/")
    settled(ready(page))
    assert whole_kept(page) == []
    page.clock.fast_forward(20_000)
    until_true(page, lambda: whole_kept(page))
    page.context.set_offline(True)
    choose(page, "lost")
    led_to(page, "mishap=lost")
    asks(page, "told")


@pytest.mark.first_visit
def test_who_saves_data_does_not_fetch_it_before_it_is_needed(offline_too_little, page):
    page.clock.install()
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.goto(offline_too_little + "/check/")
    settled(ready(page))
    page.clock.fast_forward(120_000)
    page.wait_for_timeout(500)
    assert whole_kept(page) == []
    choose(page, "lost")
    led_to(page, "mishap=lost")
    asks(page, "told")
    until_true(page, lambda: whole_kept(page))
