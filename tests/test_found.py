"""Found and trusted: structured data that is valid and says what the page says, titles of their own, and whom to tell."""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from rulebook.locale import words
from rulebook.print.cards import SIZE
from rulebook.site.reporting import CASE, case_report_url, report_url
from rulebook.site.site_map import CARDS, card_of

VOID = {"meta", "link", "input", "br", "hr", "img", "source", "wbr"}
SKIPPED = {"script", "style", "template", "title"}


class Read(HTMLParser):
    """Reads a page's head, its structured data, and the words below each id, white space made one."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.data, self.title, self.text, self.hrefs = {}, defaultdict(list), [], "", "", {}
        self.below, self.open, self.link = defaultdict(list), [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "meta":
            self.meta[given.get("name") or given.get("property")] = given.get("content")
        if tag == "link":
            self.links[given["rel"]].append(given["href"])
        if tag == "a":
            self.link = given.get("href")
        if tag not in VOID:
            self.open.append((tag, given.get("id"), given.get("type")))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        tags = [tag for tag, _, _ in self.open]
        if self.open and self.open[-1][2] == "application/ld+json":
            self.data.append(json.loads(text))
        elif "title" in tags and "svg" not in tags:
            self.title += text
        elif not SKIPPED & set(tags):
            self.text += text
            for _, id, _ in self.open:
                if id:
                    self.below[id].append(text)
            if "a" in tags:
                self.hrefs[text.strip()] = self.link

    def words(self, id):
        return " ".join("".join(self.below[id]).split())


class Words(HTMLParser):
    """Reads the words of each block of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.blocks = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("p", "li", "ol", "ul"):
            self.blocks.append("")

    def handle_data(self, text):
        self.blocks[-1] += text


def pages(folder):
    """Return the pages of a site; what only scripts fetch is none."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return {name: Read(path.read_text("utf-8")) for name, path in found.items() if not name.startswith(("checker/", "assets/"))}


@pytest.fixture(scope="module")
def published(public):
    return pages(public.folder)


def data(page, kind):
    return [one for one in page.data if one["@type"] == kind]


def test_breadcrumbs_lead_from_home_to_the_page_by_whole_addresses(published, public):
    for name, page in published.items():
        found = data(page, "BreadcrumbList")
        if page.meta.get("robots") == "noindex" or name == "index.html":
            continue
        (one,) = found
        assert one["@context"] == "https://schema.org"
        items = one["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1)) and len(items) > 1
        for item in items:
            assert item["@type"] == "ListItem" and item["name"].strip() and item["item"].startswith(public.url + "/")
            path = item["item"].removeprefix(public.url + "/").partition("#")[0] + "index.html"
            assert path in published, item
        assert items[0]["item"] == public.url + "/" and [items[-1]["item"]] == page.links["canonical"]


def test_the_faq_tells_machines_what_the_page_tells_people(published):
    assert len(told_to_machines(published["faq/index.html"])) >= 3


def told_to_machines(page):
    """Return the questions in a page's structured data; each has to say what the page says."""
    (faq,) = data(page, "FAQPage")
    assert faq["@context"] == "https://schema.org" and faq["inLanguage"] == "en"
    for one in faq["mainEntity"]:
        assert one["@type"] == "Question" and one["acceptedAnswer"]["@type"] == "Answer"
        shown = page.words(one["url"].partition("#")[2])
        assert one["name"] in shown
        told = [" ".join(block.split()) for block in Words(one["acceptedAnswer"]["text"]).blocks]
        for block in filter(None, told):
            assert block in shown, f"{one['name']}: the page does not say there: {block}"
    return faq["mainEntity"]


def test_titles_and_descriptions_belong_to_one_page_each(published):
    assert twice(published) == {}


def twice(pages):
    """Return {title or description: pages} where several pages have the same; each has to have one."""
    seen = defaultdict(list)
    for name, page in pages.items():
        if page.meta.get("robots") != "noindex":
            for text in (page.title, page.meta.get("description")):
                assert text and text.strip(), name
                seen[text].append(name)
    return {text: names for text, names in seen.items() if len(names) > 1}


def test_home_says_what_the_site_is_and_how_it_is_searched(published, public):
    (site,) = data(published["index.html"], "WebSite")
    assert site["@context"] == "https://schema.org" and site["url"] == public.url + "/" and site["name"]
    search = site["potentialAction"]
    assert search["target"]["urlTemplate"] == public.url + "/faq/?q={search_term_string}"
    assert search["query-input"] == "required name=search_term_string"
    assert [name for name, page in published.items() if name != "index.html" and data(page, "WebSite")] == []


def test_every_page_with_a_frame_names_the_manifest_and_the_manifest_its_icons(published, public):
    bare = {name for name, page in published.items() if page.links["manifest"] != [public.url + "/manifest.webmanifest"]}
    assert bare == {"widget/index.html"}
    about = json.loads((public.folder / "manifest.webmanifest").read_text("utf-8"))
    assert about["start_url"] == about["scope"] == public.url + "/" and about["name"] and about["display"] == "standalone"
    drawn = {icon["src"]: icon["sizes"] for icon in about["icons"]}
    (touch,) = published["index.html"].links["apple-touch-icon"]
    for address, size in {**drawn, touch: "180x180"}.items():
        head = (public.folder / address.removeprefix(public.url + "/")).read_bytes()[:24]
        assert head.startswith(b"\x89PNG") and "{}x{}".format(*struct.unpack(">II", head[16:24])) == size


def test_other_sites_get_a_title_words_and_a_picture(published, public):
    for page in published.values():
        if page.meta.get("robots") == "noindex":
            continue
        assert page.meta["og:title"] and page.meta["og:description"] == page.meta["description"]
        assert [page.meta["og:url"]] == page.links["canonical"] and page.meta["twitter:card"] == "summary_large_image"
        card = public.folder / page.meta["og:image"].removeprefix(public.url + "/")
        head = card.read_bytes()[:24]
        assert head.startswith(b"\x89PNG") and struct.unpack(">II", head[16:24]) == SIZE


def test_there_is_a_card_for_each_kind_of_page():
    assert len({card_of(f"/{kind}/x/") for kind in CARDS}) == len(CARDS)
    assert card_of("/about/") == card_of("/") and card_of("/faq/") != card_of("/")


def test_every_page_has_a_link_for_what_is_wrong_on_it(published):
    assert {name for name, page in published.items() if words("en")["something_wrong"] not in page.hrefs} == set()


@pytest.mark.parametrize("to", ["mail@example.org", "mailto:mail@example.org"])
def test_a_report_by_mail_names_the_page(to):
    link = report_url(to, "https://x.org", "/situations/late/", words("en"), "2026-11-22-ab")
    assert link.startswith("mailto:mail@example.org?") and "+" not in link and " " not in link
    asked = {name: unquote(value) for name, value in (one.split("=", 1) for one in link.partition("?")[2].split("&"))}
    assert "https://x.org/situations/late/" in asked["subject"] and "2026-11-22-ab" in asked["body"]


def test_a_report_as_an_issue_keeps_what_the_address_asks_already():
    link = report_url("https://git.example/new?labels=rules", "https://x.org", "/faq/", words("en"), "v")
    asked = parse_qs(urlsplit(link).query)
    assert asked["labels"] == ["rules"] and "https://x.org/faq/" in asked["title"][0] and "https://x.org/faq/" in asked["body"][0]


def test_a_report_on_a_case_leaves_a_place_for_its_address():
    link = case_report_url("mail@example.org", words("en"), "v")
    assert link.replace(CASE, "x%3Fa%3Db").count("x%3Fa%3Db") == 2 and case_report_url("", words("en"), "v") == ""


def test_only_pages_with_a_checker_let_it_name_the_case(public):
    told = {path.parent.name for path in public.folder.rglob("*.html") if "data-report=" in path.read_text("utf-8")}
    assert {"check", "widget"} <= told and not {"faq", "decisions", "about"} & told


def test_without_an_address_for_reports_none_is_made_up():
    assert report_url("", "https://x.org", "/faq/", words("en"), "v") == "https://x.org/report/"


def test_decisions_can_be_taken_along(published, public):
    for name in (name for name in published if name.startswith("decisions/") and name.count("/") == 2):
        files = [f"/{name.removesuffix('index.html')}{name.split('/')[1]}.csv", "/rulebook.dmn", "/rulebook.json"]
        assert {public.url + file for file in files} <= set(published[name].hrefs.values())
        assert all((public.folder / file.lstrip("/")).stat().st_size for file in files)


def test_without_entries_there_is_no_page_of_changes(public):
    assert not (public.folder / "changes").exists()
