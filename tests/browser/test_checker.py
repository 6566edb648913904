"""The checker in a real browser: on the real rulebook it says what `evaluate` says, by mouse and by keyboard."""

import random
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from rulebook.browser.state import names_of, read
from rulebook.evaluate import day_number, evaluate
from rulebook.load import load
from rulebook.program import program
from tests.conftest import ROOT, serving

PARCEL = ROOT / "tests" / "rulebooks" / "parcel.yaml"
TODAY, TODAY_NUMBER = "2026-11-22", day_number(2026, 11, 22)
DESK = {"width": 1280, "height": 800}
WALKS = 12
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types checker"
)


@pytest.fixture(scope="module")
def real_program():
    return program(load(ROOT / "rules.yaml")[0])


@pytest.fixture(scope="module")
def parcel(tmp_path_factory):
    """Yield the address of a complete site made from a small rulebook on another subject."""
    folder = tmp_path_factory.mktemp("parcel")
    (folder / "content").mkdir()
    command = [sys.executable, "-m", "rulebook.build", "--rules", str(PARCEL), "--content", str(folder / "content"), "--output", str(folder / "output")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    with serving((folder / "output").resolve()) as url:
        yield url


@pytest.fixture
def check(parcel, page):
    """Give a function that opens the small rulebook's checker with a query string, and waits until it is ready."""
    def opened(query=""):
        page.goto(f"{parcel}/check/{query}")
        return ready(page)
    return opened


@pytest.fixture
def somebody_elses():
    """Give a function that serves a page on another origin, without any policy, and returns its address."""
    servers = []

    def served(html):
        class Page(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *_):
                pass

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Page))
        Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield served
    for server in servers:
        server.shutdown()
        server.server_close()


def ready(page):
    page.wait_for_selector("[data-module=checker][data-state=ready]", timeout=20_000)
    return page


def until(page, condition):
    """Wait until a condition holds. (Playwright's own way evaluates a text in the page, which the policy forbids.)"""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def asked(page):
    """Return the name of the question's controls, or None where the result is shown."""
    return page.evaluate("document.querySelector('.ask input')?.name ?? null")


def submit(page):
    page.locator(".ask").get_by_role("button", name="Next").click()


def shown(page):
    """Return {decision: [outcomes]} as the page shows them, once it has finished."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done, 0), 0)))")
    pairs = page.eval_on_selector_all("[data-decision]", "all => all.map(one => [one.dataset.decision, one.dataset.outcome])")
    found = {}
    for decision, outcome in pairs:
        found.setdefault(decision, []).extend([outcome] if outcome else [])
    return found


def expected(compiled, page):
    """Return what `evaluate` says to the page's address, and which inputs it leaves open."""
    state = read(compiled, parse_qsl(urlsplit(page.url).query), TODAY_NUMBER)
    assert state["notes"] == []
    result = evaluate(compiled, state["answers"])
    decided = {id: one["outcome"] for id, one in result["decisions"].items() if one["outcome"] is not None}
    return {id: one if isinstance(one, list) else [one] for id, one in decided.items()}, result["open"]


def by_mouse(page, pick):
    radios = page.locator(".ask input[type=radio]")
    if radios.count():
        radios.nth(pick(radios.count())).check()
    elif page.locator(".ask [value=unknown]").count() and pick(4) == 0:
        page.locator(".ask [value=unknown]").click()
        return
    else:
        page.locator(".ask .field__input").fill(typed(page, pick))
    submit(page)


def by_keyboard(page, pick):
    """Answer with Tab, the arrow keys and Enter, from the heading on which the focus stands."""
    assert page.evaluate("document.activeElement.matches('h2, h3, body')")
    choice = page.locator(".ask input[type=radio]").count()
    tab_to(page, ".ask input")
    if choice:
        page.keyboard.press("Space")
        for _ in range(pick(choice)):
            page.keyboard.press("ArrowDown")
    else:
        page.keyboard.type(typed(page, pick))
    page.keyboard.press("Enter")


def tab_to(page, selector):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"The Tab key never reaches {selector}")


def typed(page, pick):
    dated = page.locator(".ask[data-kind=date]").count()
    return ["in 12 days", "4 Dec 2026", "today", "yesterday"][pick(4)] if dated else ["$15", "60", "49,90", "35.00"][pick(4)]


@pytest.mark.parametrize("view, answer", [({"width": 360, "height": 640}, by_mouse), (DESK, by_keyboard)], ids=["mouse 360", "keyboard 1280"])
def test_walks_to_the_end_say_what_evaluate_says(site, new_page, real_program, view, answer):
    situations = real_program["inputs"][0]["options"]
    endings = set()
    page = new_page(viewport=view)
    for number in range(WALKS):
        pick = random.Random(number).randrange
        start = situations[number % len(situations)]
        page.goto(f"{site.url}/check/?{real_program['inputs'][0]['id']}={start}&today={TODAY}")
        ready(page)
        while True:
            decided, still_open = expected(real_program, page)
            assert shown(page) == decided
            name = asked(page)
            assert name in names_of(next(one for one in real_program["inputs"] if one["id"] == still_open[0])) if still_open else name is None
            if not still_open:
                break
            before = page.url
            answer(page, pick)
            page.wait_for_url(lambda url: url != before)
        endings.add(tuple(decided[real_program["decisions"][0]["id"]]))
    assert len(endings) >= 4


def test_the_first_question_is_complete_without_script(parcel, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{parcel}/check/")
    assert page.locator("[data-module=checker]").get_attribute("data-state") is None
    links = page.locator("[data-module=checker] .choice")
    assert [" ".join(text.split()) for text in links.all_inner_texts()] == ["It was lost", "It is broken Badly."]
    links.first.click()
    assert "/situations/lost/" in page.url


def test_answering_asks_the_next_open_question_and_keeps_the_address(check):
    page = check()
    assert page.locator(".checker__stage .checker__bar").inner_text().startswith("Question 1 of at most")
    page.get_by_label("It was lost").check()
    submit(page)
    assert urlsplit(page.url).query == "mishap=lost" and asked(page) == "told"
    assert shown(page) == {"return": ["no"]}
    page.get_by_label("No", exact=True).check()
    submit(page)
    assert asked(page) == "last_day"


def test_back_reload_and_a_shared_link_show_the_same_case(check, new_page):
    page = check("?mishap=broken&told=yes")
    page.get_by_role("button", name="I would rather not say").click()
    assert asked(page) == "dear_postage"
    page.go_back()
    until(page, "document.querySelector('.ask input')?.name === 'worth'")
    page.go_forward()
    until(page, "document.querySelector('.ask input')?.name === 'dear_postage'")
    page.reload()
    assert asked(ready(page)) == "dear_postage"
    other = new_page()
    other.goto(page.url)
    assert asked(ready(other)) == "dear_postage"


def test_changing_an_answer_keeps_the_later_ones(check):
    page = check("?mishap=broken&told=yes&worth=60")
    assert shown(page)["return"] == ["maybe"]
    page.locator(".answers__item", has_text="told").get_by_role("link").click()
    assert asked(page) == "told" and page.get_by_label("Yes").is_checked()
    page.get_by_label("I do not know").check()
    submit(page)
    assert urlsplit(page.url).query == "mishap=broken&told=unknown&worth=60" and urlsplit(page.url).fragment == ""
    assert asked(page) == "last_day"


def test_an_amount_falls_back_to_the_plain_question(check):
    assert asked(check("?mishap=broken&told=yes&worth=20")) == "postage"
    assert asked(check("?mishap=broken&told=yes&worth=unknown")) == "dear_postage"
    page = check("?mishap=broken&told=yes&worth=20&postage=30")
    assert shown(page)["return"] == ["no"]
    assert "¢30" in page.locator(".answers").inner_text()


def test_dates_are_read_as_typed_and_asked_back_where_ambiguous(check):
    page = check(f"?mishap=lost&told=no&today={TODAY}")
    page.locator("[name=last_day]").fill("4 dec")
    assert page.locator(".ask [data-slot=read]").inner_text() == "= Friday 4 December 2026, in 12 days"
    page.locator("[name=last_day]").fill("4/12")
    submit(page)
    page.get_by_role("button", name="Friday 4 December 2026").click()
    assert "last_day=2026-12-04" in page.url
    assert page.locator(".outcome .checker__dates p:not([role])").inner_text() == "Days left: 12 days, until Friday 4 December 2026"


def test_a_fault_is_tied_to_its_field(check):
    page = check("?mishap=broken&told=yes")
    for text, words in (("much", "not read as a number"), ("-3", "cannot be the answer")):
        page.locator("input[name=worth]").fill(text)
        submit(page)
        field = page.locator("input[name=worth]")
        assert field.get_attribute("aria-invalid") == "true"
        assert words in page.locator("#" + field.get_attribute("aria-describedby").split()[-1]).inner_text()
        assert page.evaluate("document.activeElement.name") == "worth"


def test_what_an_address_holds_that_is_no_answer_is_said(check):
    page = check("?mishap=<b>x</b>&nobody=1&worth=5&worth=6")
    assert page.locator(".checker__notes li").all_inner_texts() == [
        "“nobody” is not a question here.", "“worth” was answered more than once; the first counts.", "“<b>x</b>” is no answer to “mishap”.",
    ]
    assert asked(page) == "mishap"


def test_reasons_lead_to_the_rule_and_the_faq(check):
    page = check("?mishap=lost&told=yes")
    shown(page)
    why = page.locator(".checker__reasons")
    assert "They know. You said: the answer on told is “Yes”." in " ".join(why.inner_text().split())
    assert why.locator("a[href$='/decisions/act/#rule-told']").count() == 1
    assert why.locator("a[href*='/faq/#']").count() == 1
    row = page.locator("[data-decision=return]")
    assert row.locator(".why").count() == 0                     # what is folded is made when it is opened
    row.locator("summary").first.click()
    row.locator(".why summary").click()
    row.locator("a[href$='/decisions/return/#rule-nothing']").wait_for()


def test_near_misses_are_links_that_set_that_answer(check):
    page = check(f"?mishap=lost&told=no&last_day=2026-12-04&today={TODAY}")
    shown(page)
    lines = page.locator("section.changes .changes__list > li")
    assert [re.sub(r"\s+", " ", line) for line in lines.all_inner_texts()] == [
        "the answer on told is “Yes” → Wait for the answer", "days left is −1 days or less → Too late",
    ]
    lines.last.get_by_role("link").click()
    assert shown(page)["act"] == ["late"] and "last_day=" in page.url


def test_a_step_that_has_begun_ends_between_two_days(check):
    page = check(f"?mishap=lost&told=yes&today={TODAY}")
    assert page.locator("[data-step]").count() == 3
    page.locator("[name=from]").fill("20 Nov")
    page.locator(".since button").click()
    assert page.locator(".timeline__due").first.inner_text() == "Due usually between Wednesday 25 November 2026 and Saturday 5 December 2026"
    assert "from=2026-11-20" in page.url
    page.goto(page.url.replace("told=yes", "told=no"))
    ready(page)
    page.locator(".ask [value=unknown]").click()
    assert page.locator("[data-step]").count() == 1


def test_today_is_the_visitors_own_day(parcel, new_page):
    page = new_page(timezone_id="Pacific/Kiritimati")
    page.clock.set_fixed_time("2026-11-22T12:00:00Z")           # there it is the 23rd already
    page.goto(f"{parcel}/check/?mishap=lost&told=no&last_day=2026-12-04")
    assert "in 11 days" in ready(page).locator(".answers").inner_text()
    assert "today" not in page.url


def test_the_focus_follows_and_the_result_is_announced(check):
    page = check("?mishap=lost")
    page.get_by_label("Yes").check()
    submit(page)
    assert page.evaluate("document.activeElement.textContent") == "Wait for the answer"
    until(page, "document.querySelector('[data-part=live]').textContent.includes('What should I do now? Wait for the answer.')")


def test_start_again_and_the_presets_of_a_page(check):
    page = check("?mishap=lost&told=no")
    page.get_by_role("link", name="Start again").click()
    assert urlsplit(page.url).query == "" and asked(page) == "mishap"


def test_a_press_is_not_lost_while_the_checker_starts(parcel, page):
    page.goto(f"{parcel}/")
    link = page.locator("[data-module=checker] .choice").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    until(page, "typeof self.startChecker === 'function'")
    page.wait_for_timeout(200)
    assert link.is_visible()
    page.mouse.up()
    page.wait_for_url("**/situations/lost/")


def test_it_works_in_a_frame_that_may_not_send_forms(parcel, page, somebody_elses):
    page.goto(somebody_elses(f'<!doctype html><iframe sandbox="allow-scripts" src="{parcel}/widget/?mishap=lost"></iframe>'))
    frame = page.frames[1]
    until(frame, "document.querySelector('[data-module=checker][data-state=ready]')")
    frame.get_by_label("Yes").check()
    frame.get_by_label("Yes").press("Enter")
    until(frame, "document.querySelector('[data-decision=act][data-outcome=wait]')")
    assert urlsplit(frame.evaluate("location.href")).query == "mishap=lost&told=yes"


def test_the_focus_stays_where_it_was_when_the_checker_starts(parcel, page):
    page.goto(f"{parcel}/")
    page.locator("[data-module=checker] .choice").nth(1).focus()
    ready(page)
    assert page.evaluate("document.activeElement.value") == "broken"


@pytest.mark.parametrize("missing", ["runtime.js", "checker.js"])
def test_if_a_script_is_missing_the_page_stays_whole(parcel, page, missing):
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{parcel}/check/?told=yes")
    page.wait_for_selector("[data-state=failed]")
    assert page.get_by_text("could not start").is_visible()
    assert page.locator("[data-module=checker] .choice").first.is_visible()


def test_if_the_script_breaks_the_page_comes_back_whole(parcel, page, check):
    page = check("?mishap=lost")
    page.evaluate("document.querySelectorAll('template').forEach(one => one.remove())")
    page.get_by_label("Yes").check()
    submit(page)
    page.wait_for_selector("[data-state=failed]")
    assert page.locator("[data-module=checker] .choice").first.is_visible()


def test_it_runs_under_a_strict_policy_and_asks_nobody(parcel, new_page):
    page, faults, asked_for = new_page(), [], []

    def with_policy(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})

    page.route("**/*", with_policy)
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(f"{parcel}/check/?mishap=%3Cimg%20src=x%20onerror=alert(1)%3E")
    ready(page)
    asked_for.clear()
    page.get_by_label("It is broken").check()
    submit(page)
    page.get_by_label("Yes").check()
    submit(page)
    page.locator("input[name=worth]").fill("60")
    submit(page)
    row = page.locator("[data-decision=return]")
    row.locator("summary").first.click()
    row.locator(".changes summary").click()
    row.locator(".changes__list li").first.wait_for()
    assert [fault for fault in faults if "favicon" not in fault] == []
    assert [address for address in asked_for if "favicon" not in address] == []


@pytest.mark.parametrize("query", ["?", "?mishap=lost", "?mishap=lost&told=no", "?mishap=broken&told=yes", "?mishap=x&nobody=1", f"?mishap=broken&told=yes&worth=20&postage=30&from={TODAY}"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(parcel, new_page, query, scheme):
    page = new_page(color_scheme=scheme)
    page.goto(f"{parcel}/check/{query}")
    ready(page)
    shown(page)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
