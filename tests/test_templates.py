"""Templates: a name that is not there fails the build with its place, plain text is escaped, a theme overrides one by one."""

from __future__ import annotations

import re
import shutil

import jinja2
import pytest
from markupsafe import Markup
from rulebook.plugin.environment import TEMPLATES, environment
from rulebook.wording.rich_text import Html

from tests.small_site import CONTENT, ROOT, build, project

THEME = ROOT / "theme" / "templates"
ALL = sorted([*TEMPLATES.rglob("*.html"), *THEME.rglob("*.html")])
BROKEN = {
    "a word": ("rulebook/faq.html", "{{ words.mispelt }}", "rulebook/faq.html:3", '"mispelt"'),
    "a name": ("rulebook/check.html", "{{ bokk.title }}", "rulebook/check.html:3", "'bokk' is undefined"),
    "an attribute": ("rulebook/sources.html", "{{ book.titel }}", "rulebook/sources.html:3", "'titel'"),
    "a page of content/": ("page.html", "{{ words.mispelt }}", "page.html:3", '"mispelt"'),
}
VIEW = "{% macro timeline(steps) -%}\n\n<p>{{ words.mispelt }}</p>\n{%- endmacro %}\n"


@pytest.fixture
def themed(tmp_path):
    """Yield a project with a theme of its own, and a function that builds it."""
    folder = project(tmp_path, CONTENT)
    shutil.copytree(ROOT / "theme", folder / "theme")
    conf = (ROOT / "pelicanconf.py").read_text("utf-8").replace('THEME = "theme"', f"THEME = {str(folder / 'theme')!r}")
    (folder / "conf.py").write_text(conf.replace('PLUGIN_PATHS = ["plugins"]', "PLUGIN_PATHS = []"), "utf-8")

    def override(name, text):
        path = folder / "theme" / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return build(folder, "--settings", str(folder / "conf.py"))

    return folder, override


def test_every_template_is_looked_at_by_the_linter():
    linted = re.search(r"djlint .*--lint (.*)", (ROOT / "Makefile").read_text("utf-8"))[1].split()
    assert ALL and not [path for path in ALL if not any(path.is_relative_to(ROOT / folder) for folder in linted)]


@pytest.mark.slow
@pytest.mark.parametrize("name, broken, place, told", BROKEN.values(), ids=BROKEN)
def test_what_is_not_defined_fails_the_build_with_template_line_and_name(themed, name, broken, place, told):
    frame = "rulebook/base.html" if name.startswith("rulebook/") else "base.html"
    done = themed[1](name, f'{{% extends "{frame}" %}}\n{{% block main %}}\n{broken}\n{{% endblock %}}\n')
    assert done.returncode == 1 and "Nothing was built." in done.stderr and "Traceback" not in done.stderr
    assert place in done.stderr and told in done.stderr


@pytest.mark.slow
def test_what_is_not_defined_in_a_view_inside_content_fails_the_build_too(themed):
    done = themed[1]("rulebook/macros/timeline.html", VIEW)
    assert done.returncode == 1 and "macros/timeline.html:3" in done.stderr and '"mispelt"' in done.stderr


@pytest.mark.slow
def test_a_theme_overrides_one_template_and_the_others_stay(themed):
    folder, override = themed
    done = override("rulebook/check.html", '{% extends "rulebook/base.html" %}\n{% block main %}<h1>Mine</h1>{% endblock %}\n')
    assert done.returncode == 0, done.stderr
    assert "<h1>Mine</h1>" in (folder / "output" / "check" / "index.html").read_text("utf-8")
    assert "<h1>Mine</h1>" not in (folder / "output" / "faq" / "index.html").read_text("utf-8")


def test_plain_text_is_escaped_and_html_is_not(tmp_path):
    made = environment(jinja2.Environment(), tmp_path, {"plain": "<b>", "html": Html(Markup("<b>x</b>"))})
    assert made.from_string("{{ plain }}{{ html }}{% if html %}!{% endif %}").render() == "&lt;b&gt;<b>x</b>!"
    with pytest.raises(jinja2.UndefinedError, match="'nothing' is undefined"):
        made.from_string("{% if nothing %}{% endif %}").render()


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_no_template_says_of_a_text_that_it_is_safe_or_writes_json_itself(path):
    text = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b", text)
    for script in re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", text, re.DOTALL):
        assert re.fullmatch(r"\{\{[^{}]*\}\}", script), script


def test_all_templates_of_the_rulebook_stand_under_one_name():
    assert [path.name for path in TEMPLATES.iterdir()] == ["rulebook"]
