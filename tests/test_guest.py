"""In a site that is another's, the rulebook is a guest: its pages stand in the host's own, and nothing of the host's is changed."""

from __future__ import annotations

import os
import re
import subprocess
import time

import pytest

from tests import test_style_sheets
from tests.small_blog import BROKEN, RULES, blog, built, command

pytestmark = pytest.mark.slow  # a blog is built in nearly every test


def own(site):
    """Return the host's part of a site."""
    return {name: data for name, data in site.items() if not name.startswith("rulebook/")}


@pytest.fixture(scope="module")
def guest(tmp_path_factory):
    """Yield the files of a blog with a rulebook, by name."""
    return built(blog(tmp_path_factory.mktemp("guest")))[0]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Yield the files of the same blog without one."""
    return built(blog(tmp_path_factory.mktemp("alone"), PLUGINS=[]))[0]


def test_every_file_of_the_host_stays_as_it_is(guest, alone):
    assert {"index.html", "first-words.html", "pages/about-me.html", "an-article-in-a-folder.html"} <= alone.keys()
    assert own(guest) == alone


def test_no_file_stands_for_the_site_as_a_whole(guest):
    mine = {name.removeprefix("rulebook/") for name in guest if name.startswith("rulebook/")}
    assert {"index.html", "check/index.html", "faq/index.html", "decisions/payment/index.html", "faq.pdf"} <= mine
    assert not {"robots.txt", "sitemap.xml", "404.html", "manifest.webmanifest", "about/index.html"} & mine


def test_a_page_of_the_rulebook_stands_in_the_hosts_frame(guest):
    names = ("rulebook/faq/index.html", "pages/about-me.html")
    page, mine = (re.sub(r'\s+aria-current="page"', "", guest[name].decode()) for name in names)
    before, after = mine.partition("<main>")[0].partition("<header>")[2], mine.partition("</main>")[2]
    assert "A blog & more" in before and before in page and page.endswith(after)
    assert page.count('<div class="rulebook"') == 1 and '<html lang="en">' in page


def test_the_title_stands_once_in_a_page(guest):
    for name in ("faq", "check", "decisions/payment", "sources"):
        page = guest[f"rulebook/{name}/index.html"].decode()
        assert "title__text" not in page and len(re.findall(r"<header>\s*<h2>", page)) == 1, name


def test_every_link_of_a_page_leads_to_something(guest):
    for name, data in guest.items():
        if name.startswith("rulebook/") and name.endswith(".html"):
            part = data.decode().partition('<div class="rulebook"')[2].rpartition("</div>")[0]
            for address in re.findall(r'(?:href|src|action|data-base)="(/[^"#?]*)', part):
                assert address.lstrip("/") + ("index.html" if address.endswith("/") else "") in guest, f"{name}: {address}"


def test_it_is_the_same_under_the_name_of_pelicans_own_plugins(guest, tmp_path):
    assert built(blog(tmp_path / "blog", PLUGINS=["pelican.plugins.rulebook"]))[0] == guest


def test_it_may_stand_elsewhere(tmp_path):
    site, _ = built(blog(tmp_path / "blog", RULEBOOK_URL="help/returns", SITEURL="https://blog.example.org"))
    page = site["help/returns/check/index.html"].decode()
    assert 'data-base="https://blog.example.org/help/returns/check/"' in page
    assert not [name for name in site if name.startswith("rulebook/")]


def test_a_theme_overrides_one_template_and_the_others_stay(guest, tmp_path):
    folder = blog(tmp_path / "blog", THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "blog" / "mine")])
    (folder / "mine" / "rulebook").mkdir(parents=True)
    text = '{% extends "rulebook/base.html" %}{% block main %}<p>{{ words.check_title }}: mine</p>{% endblock %}'
    (folder / "mine" / "rulebook" / "check.html").write_text(text, "utf-8")
    site, _ = built(folder)
    assert ": mine</p>" in site["rulebook/check/index.html"].decode()
    assert {name for name in site if site[name] != guest[name]} == {"rulebook/check/index.html"}


def test_a_theme_gives_all_of_them_a_frame_of_its_own(tmp_path):
    folder = blog(tmp_path / "blog", THEME_TEMPLATES_OVERRIDES=[str(tmp_path / "blog" / "mine")])
    (folder / "mine" / "rulebook").mkdir(parents=True)
    (folder / "mine" / "rulebook" / "page.html").write_text("<title>{{ page.title }}</title>{{ page.content }}", "utf-8")
    page = built(folder)[0]["rulebook/faq/index.html"].decode()
    assert page.startswith("<title>") and "<main>" not in page


def test_its_style_sheet_reaches_no_further_than_its_part(guest):
    sheet = guest["rulebook/rulebook.css"].decode()
    test_style_sheets.test_no_rule_reaches_outside_the_part_of_the_rulebook(sheet)
    assert "@layer" not in sheet and ":where(.rulebook)" not in sheet


def test_a_layer_is_an_id_more_than_the_one_before_it(guest):
    """A host's own sheets stand in no layer, and would count before all that do."""
    sheet = guest["rulebook/rulebook.css"].decode()
    weights = [
        rules_of(sheet, start).count(":not(#_)")
        for start in ("box-sizing", "text-wrap: balance", ".title__text", ".button {", ".sprite {")
    ]
    assert weights == [2, 3, 4, 5, 6]


def rules_of(sheet, text):
    """Return the selector of the part that a text stands in."""
    return re.findall(r"@media all \{ ([^{]*) \{", sheet[: sheet.index(text)])[-1]


@pytest.mark.parametrize(
    "given, said",
    [
        ({"rules": BROKEN}, "no_such_key"),
        ({"rules": "x: ["}, "rules.yaml:1"),
        ({"rules": "", "RULEBOOK": "rules.yaml"}, "There is no file"),
        ({"RULEBOOK_URL": "../up"}, "RULEBOOK_URL is '../up'"),
        ({"RULEBOOK_PAPR": "a4"}, "Did you mean RULEBOOK_PAPER?"),
    ],
    ids=["a key that is none", "no YAML", "no file", "an address elsewhere", "a misspelt setting"],
)
def test_what_is_wrong_is_an_error_of_pelicans_and_the_blog_is_built(alone, tmp_path, given, said):
    folder = blog(tmp_path / "blog", **given)
    site, errors = built(folder)
    assert site == alone and said in errors
    done = subprocess.run(command(folder, "--fatal", "errors"), cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1


OVERRIDES = "THEME_TEMPLATES_OVERRIDES"


@pytest.mark.parametrize(
    "settings, template, said",
    [
        ({"RULEBOOK": ["rules.yaml"]}, "", "RULEBOOK is ['rules.yaml']. Write it as text"),
        ({"RULEBOOK_URL": ""}, "", "index.html stands there already. Let RULEBOOK_URL"),
        ({}, "rulebook/check.html", "rulebook/check.html:2  'nothing' is undefined"),
        ({}, "rulebook/page.html", "rulebook/page.html:2  'nothing' is undefined"),
        ({}, "page.html", "page.html:2  'nothing' is undefined"),
    ],
    ids=["no text", "an address that is taken", "a part", "the frame", "the host's own frame"],
)
def test_nothing_of_the_rulebook_is_written_where_the_host_makes_a_mistake(alone, tmp_path, settings, template, said):
    folder = blog(tmp_path / "blog", **settings, **({OVERRIDES: [str(tmp_path / "blog" / "mine")]} if template else {}))
    path = folder / "mine" / (template or "none.html")
    path.parent.mkdir(parents=True)
    path.write_text("{% if page is not defined or page.slug != 'about-me' %}\n{{ nothing.there }}{% endif %}", "utf-8")
    site, errors = built(folder)
    assert {name for name in site if site[name] != alone[name]} <= {"pages/about-me.html"} and site.keys() == alone.keys()
    assert said in errors


def test_where_a_file_of_the_hosts_is_in_the_way_it_stays(tmp_path):
    folder = blog(tmp_path / "blog")
    (folder / "output").mkdir()
    (folder / "output" / "rulebook").write_text("mine", "utf-8")
    site, errors = built(folder)
    assert site["rulebook"] == b"mine" and "output/rulebook: File exists" in errors


def test_what_lies_beside_the_rulebook_is_the_hosts_until_a_setting_names_it(guest, tmp_path):
    folder = blog(tmp_path / "blog", CHANGES="docs/changes", PUBLISH=True)
    entry = folder / "docs" / "changes" / "one.md"
    entry.parent.mkdir(parents=True)
    entry.write_text("Title: New tyres\nDate: 2026-01-02\nVersion: 1\n\nMine.\n", "utf-8")
    assert built(folder)[0] == guest
    with (folder / "pelicanconf.py").open("a") as settings:
        settings.write("RULEBOOK_CHANGES = 'docs/changes'\n")
    assert b"New tyres" in built(folder)[0]["rulebook/changes/index.html"]


def test_every_file_is_one_that_something_asks_for(guest):
    mine = {name: data.decode("utf-8", "replace") for name, data in guest.items() if name.startswith("rulebook/")}
    asked = "".join(text for name, text in mine.items() if name.endswith((".html", ".js")))
    assert [name for name in mine if not name.endswith("index.html") and name.rpartition("/")[2] not in asked] == []
    assert not {"rulebook/embed.js", "rulebook/favicon.svg", "rulebook/colours.css"} & mine.keys()


def test_a_finding_names_the_address_where_the_guests_checker_stands(tmp_path):
    rules = "\n".join(line for line in RULES.splitlines() if "{id: missing," not in line)
    _, errors = built(blog(tmp_path / "blog", rules=rules, SITEURL="https://x.org/blog"))
    assert "open: https://x.org/blog/rulebook/check/?state=lost" in errors


def test_who_names_no_plugins_and_has_no_rulebook_is_only_told(alone, tmp_path):
    site, errors = built(blog(tmp_path / "blog", rules="", PLUGINS=None), "--fatal", "errors")
    assert site == alone and "There is no file" in errors


@pytest.mark.slow
def test_pelicans_own_watch_outlives_what_is_wrong(tmp_path):
    """`pelican -r` looks at content/: a rulebook that stands there is read again as soon as it is saved."""
    folder = blog(tmp_path / "blog", RULEBOOK="content/rules.yaml")
    rules, page = folder / "content" / "rules.yaml", folder / "output" / "rulebook" / "faq" / "index.html"
    rules.write_text(BROKEN, "utf-8")
    with (tmp_path / "log").open("w") as log:
        watch = subprocess.Popen(command(folder, "-r"), cwd=tmp_path, stdout=log, stderr=log, env={**os.environ, "TERM": "dumb"})
    try:
        awaited(lambda: "no_such_key" in (tmp_path / "log").read_text() and (folder / "output" / "index.html").is_file())
        assert watch.poll() is None and not page.exists()
        time.sleep(1)
        rules.write_text(RULES, "utf-8")
        awaited(page.is_file)
        assert watch.poll() is None
    finally:
        watch.kill()
        watch.wait()


def awaited(seen, seconds=60):
    end = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < end
        time.sleep(0.2)
