"""The published site in a browser: integrity holds, the frame on other people's pages works, and so does no network."""

from __future__ import annotations

import json
import shutil
import threading
import time
from urllib.parse import unquote

import pytest
from playwright.sync_api import Error as PlaywrightError
from rulebook.publish import headers

from tests import small_site
from tests.browser.answering import asked, choose, ready
from tests.browser.host import answer
from tests.conftest import ROOT, Quiet, Site, public_env, serving

pytestmark = pytest.mark.first_visit

FRAME = '<!doctype html><title>host</title><link rel="icon" href="data:,"><iframe src="{}/widget/" sandbox="allow-scripts allow-popups" width="360" height="600"></iframe>'
PIECES = "/assets/pieces."
REPORT = ".footer a[href^=mailto]"
NAMED = f"() => document.querySelector('{REPORT}').href.includes(encodeURIComponent(location.href + '\\n'))"
SETTLED = "navigator.serviceWorker.ready.then(found => new Promise(done => found.active.state === 'activated' ? done() : found.active.onstatechange = done))"

KEPT = "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then(([names, workers]) => names.length + workers.length)"
NOTHING_KEPT = f"""async () => {{
    for (let tries = 400; tries && await {KEPT}; tries -= 1) await new Promise(done => setTimeout(done, 50))
    return await {KEPT} === 0
}}"""
REPLACED = """async old => {
    for (let tries = 400; tries; tries -= 1) {
        const names = await caches.keys()
        if (names.length === 1 && names[0] !== old[0]) return
        await new Promise(done => setTimeout(done, 50))
    }
    throw new Error(await caches.keys() + " after " + old)
}"""


@pytest.fixture
def listened(new_page):
    page, wrong = new_page(), []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: wrong.append(str(fault)))
    return page, wrong


def kept(page):
    """Return the names of the caches and the addresses in the only one."""
    return page.evaluate(
        """caches.keys().then(names => caches.open(names[0]).then(one => one.keys()).then(all => [names, all.map(each => each.url).sort()]))"""
    )


def settled(page):
    page.evaluate(SETTLED)
    page.wait_for_function("() => navigator.serviceWorker.controller")


def test_the_checker_starts_from_fingerprinted_files_with_integrity(public, listened):
    page, wrong = listened
    page.goto(public.url + "/check/")
    ready(page)
    scripts = page.eval_on_selector_all("script[src]", "all => all.map(one => [one.src, one.integrity])")
    assert len(scripts) == 4, "the checker's three, and the search's loader"
    assert all("/assets/" in address and proof.startswith("sha384-") for address, proof in scripts)
    assert wrong == []


def test_home_brings_its_first_screen_and_fetches_the_rest_when_it_is_used(public, listened):
    page, wrong = listened
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    asked_for = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(public.url + "/", wait_until="networkidle")
    assert not [url for url in asked_for if PIECES in url] and page.locator("template[data-for]").count() == 0
    page.locator("[data-module=checker] [data-answer=torn]").click()
    ready(page)
    while asked(page):
        answer(page)
    assert len([url for url in asked_for if PIECES in url]) == 1
    verdict = page.locator(".outcome__label")
    assert verdict.inner_text() and page.locator(".why__rule").count()
    page.emulate_media(media="print")
    assert verdict.is_visible() and wrong == []


def test_a_page_with_an_answer_given_beforehand_shows_untouched_what_follows(public, page):
    page.goto(public.url + "/words/")
    assert ready(page).locator(".answers__item").count() == 1


def test_what_the_checker_shows_is_fetched_once_where_it_is_preloaded(public, listened):
    page, wrong = listened
    asked_for = []
    page.on("request", lambda request: asked_for.append(request.url) if PIECES in request.url else None)
    page.goto(public.url + "/check/?state=torn")
    ready(page)
    page.wait_for_timeout(5_000)  # then Chromium complains of what was preloaded in vain
    assert len(asked_for) == 1 and wrong == []


def test_a_report_names_the_case_and_nothing_is_sent_for_it(public, page):
    page.goto(public.url + "/check/?state=torn&today=2026-11-22")
    ready(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_function(NAMED)
    assert "?state=torn" in unquote(page.locator(REPORT).get_attribute("href"))
    page.get_by_role("link", name="Start again").click()
    page.wait_for_function(NAMED)
    assert "torn" not in page.locator(REPORT).get_attribute("href")
    assert [address for address in asked if "torn" in address or "Something" in address] == []


def test_a_changed_file_is_not_run(public, page):
    page.route(
        "**/assets/checker.*.js",
        lambda route: route.fulfill(body="self.startChecker = () => { document.title = 'run' }", content_type="text/javascript"),
    )
    page.goto(public.url + "/check/")
    page.wait_for_selector("[data-state=failed]")
    assert page.title() != "run" and page.locator("[data-module=checker] .choice").first.is_visible()


def test_the_widget_runs_in_a_frame_without_an_origin_and_no_other_page_can_be_framed(public, listened, tmp_path):
    page, wrong = listened
    (tmp_path / "host.html").write_text(FRAME.format(public.url))
    (tmp_path / "thief.html").write_text(FRAME.format(public.url).replace("/widget/", "/check/"))
    with serving(tmp_path, said=None) as host:
        page.goto(host + "/host.html")
        frame = page.frames[1]
        ready(frame)
        choose(frame, None)
        assert frame.evaluate("self.origin") == "null" and wrong == []
        page.goto(host + "/thief.html")
        assert page.frames[1].url != public.url + "/check/" and "frame-ancestors" in " ".join(wrong)


def test_a_phone_can_keep_it_on_its_screen(public, page):
    page.goto(public.url + "/")
    told = page.context.new_cdp_session(page).send("Page.getAppManifest")
    assert told["url"] == public.url + "/manifest.webmanifest" and told["errors"] == []
    icons = [page.request.get(icon["src"]) for icon in json.loads(told["data"])["icons"]]
    assert [(icon.status, icon.headers["content-type"]) for icon in icons] == [(200, "image/png")] * 3


def test_only_a_used_checker_makes_the_site_keep_anything(public, page):
    page.goto(public.url + "/", wait_until="networkidle")
    page.goto(public.url + "/faq/", wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_once_used_checker_and_guide_work_without_a_network(public, page):
    page.goto(public.url + "/check/?state=torn")
    ready(page)
    settled(page)
    page.goto(public.url + "/words/?today=2026-01-01")
    names, addresses = kept(page)
    assert len(names) == 1 and not [one for one in addresses if "?" in one], "answers are nobody's business"
    page.context.set_offline(True)
    for path in ("/", "/guide/first/", "/guide/second/", "/words/"):
        page.goto(public.url + path)
        assert page.locator("h1").is_visible() and page.evaluate("getComputedStyle(document.body).margin") == "0px", path
    page.goto(public.url + "/check/?state=torn&today=2026-11-22")
    assert ready(page).locator(".answers__item").count() == 1
    page.goto(public.url + "/")
    page.locator("[data-module=checker] [data-answer=lost]").click()
    assert ready(page).locator(".answers__item").count() == 1


def test_who_is_online_never_reads_old_rules(public, page):
    page.goto(public.url + "/check/")
    ready(page)
    settled(page)
    guide, worker = public.folder / "guide/first/index.html", public.folder / "sw.js"
    before = {path: path.read_bytes() for path in (guide, worker)}
    try:
        guide.write_bytes(before[guide].replace(b"<h1", b"<h1 data-new", 1))
        worker.write_bytes(before[worker].replace(b'"version": "', b'"version": "new', 1))
        names, _ = kept(page)
        page.goto(public.url + "/guide/first/")
        assert page.locator("[data-new]").count() == 1
        page.evaluate(REPLACED, names)
        page.context.set_offline(True)
        page.reload()
        assert page.locator("[data-new]").count() == 1
    finally:
        for path, data in before.items():
            path.write_bytes(data)


class Stubborn(Quiet):
    """Serves a folder until it is told to accept requests and not to answer them, or to break off in the middle of an answer."""

    mood = "well"
    patience: threading.Event

    def copyfile(self, source, outputfile):
        if self.mood == "breaks off":
            outputfile.write(source.read(100))
            outputfile.flush()
            self.patience.wait()
        super().copyfile(source, outputfile)

    def do_GET(self):
        if self.mood == "silent":
            self.patience.wait()
        elif self.mood == "no assets" and "/assets/" in self.path:
            self.send_error(503)
        else:
            super().do_GET()


@pytest.fixture(scope="module")
def second(tmp_path_factory):
    """Yield a second published site, whose server can be told to misbehave and whose edition may change."""
    folder = small_site.project(tmp_path_factory.mktemp("second"), small_site.CONTENT)
    with serving(folder / "output", handler=Stubborn) as url:
        publish(folder, url)
        yield Site(url, folder)


@pytest.fixture
def stubborn(second):
    """Yield (site, server) of the second site."""
    Stubborn.patience = threading.Event()
    yield second, Stubborn
    Stubborn.mood = "well"
    Stubborn.patience.set()


def used(page, url):
    """Use the checker, so that the site keeps what it needs."""
    page.goto(url + "/check/")
    ready(page)
    settled(page)


@pytest.mark.parametrize("mood", ["silent", "breaks off"])
def test_where_a_copy_is_kept_a_server_that_does_not_answer_is_not_waited_for(stubborn, page, mood):
    site, server = stubborn
    used(page, site.url)
    server.mood = mood
    started = time.monotonic()
    page.goto(site.url + "/check/?state=torn&today=2026-11-22", timeout=20_000)
    assert ready(page).locator(".answers__item").count() == 1
    assert 4 < time.monotonic() - started < 12
    page.goto(site.url + "/guide/first/", timeout=20_000)
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("path", ["/check", "/check/index.html", "/guide/first", "/index.html"])
def test_without_a_network_a_page_is_found_without_its_slash_too(public, page, path):
    used(page, public.url)
    page.context.set_offline(True)
    page.goto(public.url + path + "?state=torn#main")
    assert page.url == public.url + path.removesuffix("index.html").rstrip("/") + "/?state=torn#main"
    assert page.locator("h1").is_visible()


def test_a_worker_that_cannot_be_installed_changes_nothing(stubborn, page):
    """A new edition with other assets is half there: who was served before is served as before, now and without a network."""
    site, server = stubborn
    used(page, site.url)
    before, sheet = kept(page), sheet_of(page)
    new_edition(site)
    server.mood = "no assets"
    page.goto(site.url + "/guide/first/")
    failed = """() => navigator.serviceWorker.getRegistration().then(found => found.update()).then(found => new Promise(done =>
        found.installing ? found.installing.onstatechange = event => done(event.target.state) : done(found.waiting ? "waiting" : "redundant")))"""
    assert page.evaluate(failed) == "redundant"
    names, addresses = kept(page)
    assert [names, [one for one in addresses if "/assets/whole." not in one]] == before, (
        "the whole run time comes when there is time"
    )
    page.context.set_offline(True)
    for path in ("/", "/guide/first/", "/check/"):
        page.goto(site.url + path)
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", path
    ready(page)
    page.context.set_offline(False)
    server.mood = "well"
    page.goto(site.url + "/check/")
    ready(page)
    page.evaluate(REPLACED, before[0])
    page.context.set_offline(True)
    page.reload()
    ready(page)
    assert sheet_of(page) != sheet
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


def test_a_site_that_is_to_keep_nothing_any_more_rids_browsers_of_its_worker_of_the_past(stubborn, page):
    site, _ = stubborn
    used(page, site.url)
    assert page.evaluate(KEPT) == 2, "a worker and what it keeps"
    publish(site.folder, site.url, OFFLINE="no")
    page.goto(site.url + "/guide/first/")
    assert page.evaluate(NOTHING_KEPT)
    page.goto(site.url + "/check/?state=torn")
    ready(page)
    page.wait_for_timeout(300)
    assert page.evaluate(KEPT) == 0, "no page registers another"
    page.context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(site.url + "/check/")


def sheet_of(page):
    return page.get_attribute("link[rel=stylesheet]", "href")


def new_edition(site):
    """Publish the site anew with another style sheet."""
    theme, conf = site.folder / "theme", site.folder / "conf.py"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "static/css/frame.css").open("a").write(".edition { color: red }\n")
    conf.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom publishconf import *\nTHEME = {str(theme)!r}\n")
    publish(site.folder, site.url, conf)


def publish(folder, url, conf="publishconf.py", **env):
    done = small_site.build(folder, "--settings", str(conf), **public_env(url), **env)
    assert done.returncode == 0, done.stderr


def test_assets_are_named_for_ever_in_the_browser_too(public, page):
    found = []
    page.on("response", lambda answer: found.append((answer.url, answer.headers.get("cache-control"))))
    page.goto(public.url + "/faq/")
    assert (
        all(said == (headers.IMMUTABLE if "/assets/" in url else headers.REVALIDATE) for url, said in found) and len(found) >= 2
    )
