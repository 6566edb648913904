"""What hosts read without a browser: answers of oEmbed, what leads to them, and WordPress's file."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser

from rulebook.site import urls, wordpress
from rulebook.site.embedding import HEIGHT, SANDBOX, SOMEWHERE, WAYS, Chosen, frame

from tests.conftest import ROOT

DISCOVERY = re.compile(r'<link rel="alternate" type="application/json\+oembed" title="[^"]+" href="([^"]+)">')
NASTY = Chosen('"]><script>&amp;', "mishap=broken&told=no", "/situations/broken/", "dark", "#8a2be2")


class Read(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


def test_pages_that_can_be_embedded_lead_to_an_answer_and_no_others_do(public):
    told = {}
    for path in public.folder.rglob("*.html"):
        told |= dict.fromkeys(DISCOVERY.findall(path.read_text("utf-8")), path.parent.relative_to(public.folder).as_posix())
    files = {path.relative_to(public.folder).as_posix() for path in public.folder.glob("oembed/**/*.json")}
    assert {f"{public.url}/{name}" for name in files} == told.keys() and "oembed/check.json" in files and len(files) > 1
    for address, page in told.items():
        assert address == public.url + urls.oembed(f"/{page}/")


def test_an_answer_of_oembed_has_what_its_type_requires_and_its_frame_begins_with_the_case(public):
    answers = [json.loads(path.read_text("utf-8")) for path in sorted(public.folder.glob("oembed/**/*.json"))]
    assert len({one["title"] for one in answers}) == len(answers)
    for one in answers:
        assert (one["version"], one["type"], one["height"]) == ("1.0", "rich", HEIGHT) and isinstance(one["width"], int)
        ((tag, given),) = Read(one["html"]).elements
        assert tag == "iframe" and given["title"] == one["title"] and given["sandbox"] == SANDBOX
        assert given["src"].startswith(f"{public.url}/widget/") and one["provider_url"] == public.url + "/"
    assert sum("?" in Read(one["html"]).elements[0][1]["src"] for one in answers) == len(answers) - 1


def test_what_a_frame_may_do_is_the_same_with_the_script_and_without():
    assert SANDBOX in (ROOT / "plugins/rulebook/browser/embed.js").read_text("utf-8")


def test_whatever_is_chosen_stays_what_it_is_in_every_way():
    for way in WAYS:
        text = way.written(SOMEWHERE, NASTY)
        assert "<script>&" not in text and text.count("]") <= (way.name != "address"), way.name
    src = Read(frame(SOMEWHERE, NASTY)).elements[0][1]
    assert src["src"].endswith("?mishap=broken&told=no&scheme=dark&accent=%238a2be2") and src["title"] == NASTY.words


def test_wordpress_gets_a_file_that_is_the_same_at_every_build():
    assert wordpress.plugin() == wordpress.plugin()
    names = zipfile.ZipFile(io.BytesIO(wordpress.plugin())).namelist()
    assert names == ["rulebook-checker/rulebook-checker.php", "rulebook-checker/readme.txt"]
