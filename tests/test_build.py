"""The build: a whole site from any rulebook, put in place in one step, refused in words where something is wrong."""

from __future__ import annotations

import shutil

import pytest
from rulebook.cli.releases import fresh_folder, put_in_place
from rulebook.site.linkcheck import check_site

from tests.small_site import CONTENT, ROOT, build, bytes_of, project


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """Yield the site of another rulebook with nothing in content/."""
    folder = project(tmp_path_factory.mktemp("bare"))
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / "output").resolve()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = project(tmp_path_factory.mktemp("written"), CONTENT)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / "output").resolve()


def test_another_rulebook_makes_a_whole_site_of_its_own(bare):
    files = bytes_of(bare)
    for page in ("", "check/", "faq/", "widget/", "embed/", "about/", "decisions/", "decisions/bring/", "situations/torn/"):
        assert f"{page}index.html" in files, page
    assert {"404.html", "robots.txt", "sitemap.xml", "checker/checker.js"} <= files.keys()
    assert b"Book Return" in files["index.html"] and b'data-module="checker"' in files["index.html"]


def test_every_link_and_anchor_of_the_bare_site_resolves(bare):
    assert check_site(bare) == []


def test_content_is_printed_with_figures_views_and_neighbours(written):
    home = (written / "index.html").read_text("utf-8")
    assert "usually 5 to 10 days" in home and 'data-module="checker"' in home
    first, second = ((written / "guide" / name / "index.html").read_text("utf-8") for name in ("first", "second"))
    assert 'href="/decisions/payment/#rule-cheap"' in first and 'rel="next" href="/guide/second/"' in first
    assert 'rel="prev" href="/guide/first/"' in second and 'id="rule-cheap"' in second
    words = (written / "words" / "index.html").read_text("utf-8")
    assert "In the cellar." in words and 'data-preset="state=torn" data-load="now"' in words
    assert "/guide/first/" in (written / "guide" / "index.html").read_text("utf-8")
    assert "<loc>/guide/first/</loc>" in (written / "sitemap.xml").read_text("utf-8")


BREAKS = {
    "rules": ("rules.yaml", "then: sound", "then: snd", "rules.yaml:"),
    "yaml": ("rules.yaml", "figures:", "figures: [", "rules.yaml:"),
    "content": ("content/guide/first.md", "/guide/second/", "/guide/scnd/", "first.md:4"),
    "anchor": ("content/guide/first.md", "/guide/second/", "/guide/second/#nowhere", "leads to no place"),
    "double id": (
        "content/guide/second.md",
        "{{ table payment }}",
        "{{ table payment }}\n\n{{ table payment }}",
        "stands 2 times",
    ),
}


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    folder = project(tmp_path_factory.mktemp("standing"), CONTENT)
    assert build(folder).returncode == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name, before, after, told", BREAKS.values(), ids=BREAKS)
def test_a_failed_build_leaves_the_last_good_site_and_says_why(standing, name, before, after, told):
    path, good = standing / name, (standing / name).read_text("utf-8")
    site = (standing / "output").resolve()
    path.write_text(good.replace(before, after), "utf-8")
    done = build(standing)
    path.write_text(good, "utf-8")
    assert done.returncode == 1 and told in done.stderr and "Traceback" not in done.stdout + done.stderr
    assert (standing / "output").resolve() == site and (site / "index.html").is_file()
    assert not list((standing / ".builds").glob("*.part"))


@pytest.mark.slow
def test_a_broken_theme_is_told_with_the_line(standing):
    theme = standing / "theme"
    shutil.copytree(ROOT / "theme", theme)
    faq = theme / "templates" / "rulebook" / "faq.html"
    faq.parent.mkdir()
    faq.write_text("{% extends 'base.html' %}\n{% block main %}\n{{ book.nothing.at_all }}\n{% endblock %}", "utf-8")
    conf = standing / "conf.py"
    conf.write_text(
        (ROOT / "pelicanconf.py").read_text("utf-8").replace('"theme"', repr(str(theme)), 1).replace('["plugins"]', "[]")
    )
    done = build(standing, "--settings", str(conf))
    assert done.returncode == 1 and "faq.html:3" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.slow
def test_where_nothing_can_be_kept_the_site_is_built_all_the_same(standing):
    conf = standing / "unkept.py"
    conf.write_text(
        (ROOT / "pelicanconf.py")
        .read_text("utf-8")
        .replace('"theme"', repr(str(ROOT / "theme")), 1)
        .replace('".cache"', '"rules.yaml/in/the/way"')
    )
    done = build(standing, "--settings", str(conf), "--output", str(standing / "unkept" / "output"))
    assert done.returncode == 0, done.stderr
    assert bytes_of((standing / "unkept" / "output").resolve()) == bytes_of((standing / "output").resolve())


@pytest.mark.slow
def test_warnings_refuse_only_a_strict_build(standing):
    rules = standing / "rules.yaml"
    good = rules.read_text("utf-8")
    rules.write_text(good.replace("figures:\n", "figures:\n  spare: {label: never used, value: 3, unit: day}\n"), "utf-8")
    lenient, strict = build(standing), build(standing, "--strict")
    rules.write_text(good, "utf-8")
    assert "spare" in lenient.stderr
    assert lenient.returncode == 0 and strict.returncode == 1


@pytest.mark.slow
def test_a_folder_in_the_way_is_not_touched(tmp_path):
    folder = project(tmp_path)
    (folder / "output").mkdir()
    (folder / "output" / "mine.txt").write_text("mine")
    done = build(folder)
    assert done.returncode == 1 and "Move it away or delete it" in done.stderr
    assert (folder / "output" / "mine.txt").read_text() == "mine"


@pytest.mark.slow
def test_a_missing_rulebook_or_settings_is_told(tmp_path):
    assert "Traceback" not in build(tmp_path).stderr
    done = build(project(tmp_path), "--settings", "nowhere.py")
    assert done.returncode == 1 and "nowhere.py" in done.stderr


def test_builds_are_replaced_in_one_step_and_two_are_kept(tmp_path):
    output = tmp_path / "output"
    for number in range(4):
        with fresh_folder(output) as fresh:
            (fresh / "index.html").write_text(str(number))
            put_in_place(fresh, output)
        assert (output / "index.html").read_text() == str(number)
    assert sorted(path.read_text() for path in tmp_path.glob(".builds/*/index.html")) == ["2", "3"]


PAGES = {
    "dead.html": ('<a href="/nowhere/">x</a>', "leads to no page"),
    "anchor.html": ('<a href="/ok.html#no">x</a>', "leads to no place"),
    "own.html": ('<a href="#no">x</a>', "leads to no place"),
    "double.html": ('<p id="a"></p><p id="a"></p>', "stands 2 times"),
    "label.html": ('<label for="no"></label>', "has the id"),
    "image.html": ('<img src="no.png">', "leads to no page"),
}


@pytest.mark.parametrize("name", PAGES)
def test_finished_pages_are_held_to_their_links_and_ids(tmp_path, name):
    html, told = PAGES[name]
    (tmp_path / "ok.html").write_text('<a id="yes" href="ok.html#yes">x</a><a href="https://x.org/">y</a><a href="?a=1">z</a>')
    (tmp_path / name).write_text(html)
    assert [told in finding.message for finding in check_site(tmp_path)] == [True]
