"""The settings of a site: one table; old names still count, misspelt ones are told, and Pelican's own are left alone."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from pelican import Pelican, signals
from pelican.settings import read_settings
from rulebook import plugin
from rulebook.site.settings import SETTINGS, UnusableSetting, site_settings

from tests.small_site import CONTENT, ROOT, build, project

PELICANS = {"PATH": "content", "CACHE_PATH": ".cache", "SITEURL": "https://x.org/", "RULEBOOK_SITE": True}
OLD = [(setting.formerly, setting.name) for setting in SETTINGS if setting.formerly]


def test_defaults_hold_where_nothing_is_given():
    found = site_settings(PELICANS)
    assert (found.rulebook, found.changes, found.cases) == (Path("rules.yaml"), "docs/changes", Path("tests/cases"))
    assert (found.paper, found.report_to, found.publish, found.strict) == ("a4", "", False, False)
    assert found.site_url == "https://x.org"


@pytest.mark.parametrize(
    "given, root",
    [
        ({}, "https://x.org/rulebook"),
        ({"RULEBOOK_URL": "/help/returns/"}, "https://x.org/help/returns"),
        ({"RULEBOOK_URL": ""}, "https://x.org"),
        ({"SITEURL": ""}, "/rulebook"),
        ({"RULEBOOK_SITE": True, "RULEBOOK_URL": "help"}, "https://x.org"),
    ],
)
def test_a_guest_stands_below_an_address_of_its_hosts(given, root):
    assert site_settings({**PELICANS, "RULEBOOK_SITE": False, **given}).site_url == root


@pytest.mark.parametrize("url", ["../up", "a/../../b", "https://elsewhere.org", "a b", "?x", "a//b", None, 3])
def test_an_address_that_is_not_below_the_root_is_told(url):
    with pytest.raises(UnusableSetting, match=r"RULEBOOK_URL is .*\. Write an address below the site's root"):
        site_settings({**PELICANS, "RULEBOOK_SITE": False, "RULEBOOK_URL": url})


@pytest.mark.parametrize("old, new", OLD, ids=[old for old, _ in OLD])
def test_an_old_name_counts_until_the_new_one_is_given(old, new):
    value = "us-letter" if new == "RULEBOOK_PAPER" else "given"
    assert site_settings({**PELICANS, old: value}) == site_settings({**PELICANS, new: value}) != site_settings(PELICANS)
    assert site_settings({**PELICANS, old: "a4", new: value}) == site_settings({**PELICANS, new: value})


@pytest.mark.parametrize(
    "given, whole",
    [
        ({"PLUGINS": ["rulebook.plugin"]}, True),
        ({"PLUGINS": ["sitemap", plugin]}, True),
        ({"PLUGINS": ["rulebook"]}, False),
        ({"PLUGINS": ["pelican.plugins.rulebook"]}, False),
        ({"PLUGINS": None}, False),
        ({"PLUGINS": ["rulebook.plugin"], "RULEBOOK_SITE": False}, False),
        ({"PLUGINS": ["rulebook"], "RULEBOOK_SITE": True}, True),
    ],
)
def test_settings_from_before_there_were_guests_are_those_of_an_own_site(given, whole):
    """All of them name the plugin as `rulebook.plugin`, and none says RULEBOOK_SITE."""
    common = {name: value for name, value in PELICANS.items() if name != "RULEBOOK_SITE"}
    found = site_settings({**common, "CASES": "mine", **given})
    assert (found.whole, found.changes, found.cases) == (whole, *(("docs/changes", Path("mine")) if whole else ("", None)))


@pytest.mark.parametrize("name", ["RULEBOOK", "RULEBOOK_CHANGES", "RULEBOOK_PAPER", "RULEBOOK_REPORT_TO"])
def test_what_is_no_text_is_told(name):
    with pytest.raises(UnusableSetting, match=rf"{name} is \['a'\]\. Write it as text"):
        site_settings({**PELICANS, name: ["a"]})


@pytest.mark.parametrize("given", [{"RULEBOOK_CASES": ""}, {"RULEBOOK_CASES": None}])
def test_a_folder_can_be_left_out(given):
    assert site_settings({**PELICANS, **given}).cases is None


def test_a_misspelt_setting_is_told_with_the_right_one():
    with pytest.raises(UnusableSetting, match=r"no setting RULEBOOK_REPORTTO\. Did you mean RULEBOOK_REPORT_TO\?"):
        site_settings({**PELICANS, "RULEBOOK_REPORTTO": "x"})


def test_a_paper_that_is_none_is_told_with_those_there_are():
    with pytest.raises(UnusableSetting, match="'a4' or 'us-letter'"):
        site_settings({**PELICANS, "RULEBOOK_PAPER": "a5"})


@pytest.mark.slow
def test_a_build_says_what_is_wrong_with_a_setting(tmp_path):
    folder = project(tmp_path)
    conf = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\nTHEME = {str(ROOT / 'theme')!r}\nRULEBOOK_PAPER = 'a5'\n"
    (folder / "conf.py").write_text(conf, "utf-8")
    done = build(folder, "--settings", str(folder / "conf.py"))
    assert done.returncode == 1 and "RULEBOOK_PAPER is 'a5'" in done.stderr and "Traceback" not in done.stderr


def test_pelicans_settings_hold_what_a_user_sets_and_nothing_else(tmp_path):
    folder = project(tmp_path, CONTENT)
    paths = {"RULEBOOK": folder / "rules.yaml", "PATH": folder / "content", "OUTPUT_PATH": folder / "out"}
    logging.disable(logging.CRITICAL)
    sys.modules.pop("rulebook.site.pelican_defaults", None)  # Pelican adds to lists that another test's build may have had
    settings = read_settings(str(ROOT / "pelicanconf.py"), override={name: str(path) for name, path in paths.items()})
    pelican = Pelican(settings)
    before, seen = {name: repr(value) for name, value in settings.items()}, []
    watch = signals.all_generators_finalized.connect(lambda generators: seen.extend(generators), weak=False)
    pelican.run()
    signals.all_generators_finalized.disconnect(watch)
    logging.disable(logging.NOTSET)
    settings["MARKDOWN"]["extensions"].remove("markdown.extensions.meta")  # this one is Pelican's own doing
    assert {name: repr(value) for name, value in settings.items()} == before
    assert len({id(generator.context["site"]) for generator in seen}) == len({id(generator.env) for generator in seen}) == 1
