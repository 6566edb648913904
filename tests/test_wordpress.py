"""WordPress's shortcode in a real PHP: a link that the script knows, asked for once, and nothing of an attribute gets out of it.

WordPress itself is left out: its packages bring a web server and a database. tests/wordpress.php does what its handbook says.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest
from rulebook.site import wordpress
from rulebook.site.embedding import WAYS, Chosen

from tests.conftest import ROOT, need
from tests.test_embedding import Read

PLUGIN = Path(wordpress.__file__).with_name("rulebook-checker.php")
SITE = "https://example.org/sub"
SHORTCODE = next(way.written for way in WAYS if way.name == "wordpress")


def run(*attributes):
    done = subprocess.run(
        [need("PHP"), ROOT / "tests/wordpress.php", PLUGIN, json.dumps(attributes)], capture_output=True, text=True
    )
    assert done.returncode == 0 and not done.stderr, done.stdout + done.stderr
    return json.loads(done.stdout)


def attributes(text):
    return dict(re.findall(r' (\w+)="([^"]*)"', text))


def test_what_the_page_about_embedding_writes_becomes_the_link_with_all_that_was_chosen():
    chosen = Chosen("Check your case", "mishap=lost&told=no", "/situations/lost/", "dark", "#8a2be2")
    told = run(attributes(SHORTCODE(SITE, chosen)), attributes(SHORTCODE(SITE, Chosen("Check"))), {"site": SITE + "/"})
    (link, plain, bare) = ([attrs for _, attrs in Read(text).elements] for text in told["written"])
    assert link == [{"href": f"{SITE}/check/?mishap=lost&told=no", "data-scheme": "dark", "data-accent": "#8a2be2"}]
    assert plain == bare == [{"href": f"{SITE}/check/"}] and told["scripts"] == [f"{SITE}/embed.js"]


@pytest.mark.parametrize("site", ["", "javascript:alert(1)", "data:text/html,x", "//example.org", "example.org"])
def test_without_a_site_that_can_be_one_nothing_is_written_and_nothing_asked_for(site):
    assert run({"site": site, "words": "<script>"}) == {"written": [""], "scripts": []}


def test_no_attribute_gets_out_of_its_quotation_marks_and_entities_of_editors_are_read():
    nasty = '"><script>alert(1)</script>'
    given = {"site": SITE, "answers": "a=b&amp;c=d" + nasty, "words": nasty, "accent": 'x" onclick="alert(1)', "scheme": nasty}
    (text,) = run(given)["written"]
    ((tag, attrs),) = Read(text).elements
    assert tag == "a" and attrs.keys() == {"href", "data-scheme", "data-accent"} and text.endswith("&lt;/script&gt;</a>")
    assert attrs["href"].startswith(f"{SITE}/check/?a=b&c=d") and "<" not in attrs["href"] and '"' not in attrs["href"]
