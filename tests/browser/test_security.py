"""Under the site's own policy every page and a whole walk through the checker break no rule of it and ask nobody else."""

import re
from urllib.parse import quote

import pytest
from rulebook.publish import headers

from tests.browser.answering import choose, open_offer, question, ready, submit, typed

ICON = "favicon.svg"  # Chromium asks for it again at every new address; no referrer goes with it
MARKUP = "<img src=x onerror=alert(1)>"
REPORT = """addEventListener('securitypolicyviolation', told => console.error('broken: ' + told.violatedDirective + ' ' + told.blockedURI))"""


@pytest.fixture
def visited(small_one):
    """Return the site that is walked through; tests/aliexpress/browser/test_policy.py has another."""
    return small_one


@pytest.fixture
def watched(visited, new_page):
    """Give a page, and the list of all that goes against the policy, the console's complaints and requests elsewhere."""
    page, wrong = new_page(), []
    page.add_init_script(REPORT)
    page.on("console", lambda message: wrong.append((page.url, message.text)) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: wrong.append((page.url, str(fault))))
    page.on("dialog", lambda dialog: (wrong.append((page.url, dialog.message)), dialog.dismiss()))
    page.on(
        "request", lambda request: None if request.url.startswith(visited.url + "/") else wrong.append((page.url, request.url))
    )
    return page, wrong


def test_the_policy_allows_nothing_unsafe_and_nobody_elsewhere():
    for path in ("/", "/widget/", "/assets/x.js"):
        policy = headers.headers(path)["Content-Security-Policy"]
        assert (
            policy.startswith("default-src 'none';") and "unsafe" not in policy and "*" not in policy.split("frame-ancestors")[0]
        )
        assert "require-trusted-types-for 'script'" in policy
        assert ("frame-ancestors 'none'" in policy) == (path != "/widget/")


def test_every_page_says_the_policy_itself_and_holds_nothing_inline(visited):
    for path in visited.folder.rglob("*.html"):
        text = path.read_text("utf-8")
        head = text[: text.index("<title")]
        own = headers.in_page("/" + path.relative_to(visited.folder).as_posix())
        assert f'<meta http-equiv="Content-Security-Policy" content="{own}">' in head, path
        tags = "".join(re.findall(r"<[^>]+>", text))  # a line to be copied may say what its reader's page allows
        assert "<style" not in tags and " style=" not in tags and " onload=" not in tags and " onclick=" not in tags, path


def test_every_page_keeps_to_the_policy_and_the_console_stays_quiet(visited, watched):
    page, wrong = watched
    for path in sorted(visited.folder.rglob("*.html")):
        page.goto(f"{visited.url}/{path.relative_to(visited.folder).as_posix()}")
    assert wrong == []


def test_a_whole_walk_keeps_to_the_policy_and_leaves_nothing_outside(visited, watched):
    page, wrong = watched
    page.goto(visited.url + "/")
    page.locator("[data-module=checker] .choice").first.focus()
    ready(page)
    asked_for = []
    page.on("request", lambda request: None if request.url.endswith(ICON) else asked_for.append(request.url))
    while page.locator(".ask").count() > page.locator("[data-part=first][hidden] .ask").count():
        before = page.url
        if page.locator("details.offered").count():
            open_offer(page)
        if question(page).locator(".field__input").count():
            question(page).locator(".field__input").first.fill(typed(page, lambda count: 0))
            submit(page)
        else:
            choose(page, None)
        page.wait_for_url(lambda url, before=before: url != before)
    page.locator("[data-part=stage] [data-slot=why] *").first.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('[data-part=stage] details').forEach(one => { one.open = true })")
    page.wait_for_timeout(200)
    page.go_back()
    assert (wrong, asked_for) == ([], [])
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_what_an_address_holds_is_shown_as_text(visited, watched):
    page, wrong = watched
    page.goto(f"{visited.url}/check/?mishap={quote(MARKUP)}")
    assert MARKUP in ready(page).locator("[data-slot=notes]").inner_text()
    assert page.locator("img").count() == 0 and wrong == []
