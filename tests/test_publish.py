"""Publishing: one sheet, fingerprints, integrity, the files for hosts, compressed copies; and nothing else is left."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from datetime import date

import brotli
import pytest
import yaml
from rulebook.cli.build import FROM_ENVIRONMENT
from rulebook.publish import compressed, headers, nginx, published
from rulebook.publish.hosting import header_rules
from rulebook.publish.sheets import in_order

from tests.conftest import public_env
from tests.small_site import CONTENT, ROOT, build, bytes_of, project

URL = "https://example.org/sub"
TODAY = date(2026, 11, 22)
LOADER = b'const lean={"runtime.js":"","checker.js":"","pieces.html":""},whole={"whole.js":"","checker.js":"","pieces.html":""},{worker:w}={worker:""}'
SITE = {
    "index.html": b'<link rel="stylesheet" href="/css/a.css">\n<link rel="stylesheet" href="/css/b.css">\n<img src="/p/x.png"><script src="/checker/loader.js" async></script>',
    "check/index.html": b'<link rel="stylesheet" href="/css/a.css">\n<link rel="stylesheet" href="/css/c.css">\n<link rel="stylesheet" href="/css/b.css">\n<script src="/checker/loader.js" async></script><link rel="preload" href="/checker/pieces.html" as="fetch" crossorigin>',
    "widget/index.html": b'<link rel="stylesheet" href="/css/a.css">\n<script src="/checker/loader.js" async></script>',
    "guide/one/index.html": b'<link rel="stylesheet" href="/css/b.css">\n<meta property="og:image" content="/p/share.png"><a href="/p/x.png">x</a> text: /p/x.png',
    "css/a.css": b'/* why */\na { content: "/* kept */  it";\n  background: url(../p/y.svg) }',
    "css/b.css": b"b { }",
    "css/c.css": b"c { }",
    "checker/loader.js": LOADER,
    "checker/runtime.js": b"runtime",
    "checker/whole.js": b"whole",
    "checker/checker.js": b"checker",
    "checker/pieces.html": b'<template><img src="/p/z.png"><a href="/guide/one/">x</a></template>',
    "p/x.png": b"x",
    "p/y.svg": b"<svg/>",
    "p/z.png": b"z",
    "p/share.png": b"share",
    "p/unused.png": b"unused",
    "table.csv": b"a,b",
    "embed.js": b"embed",
}


@pytest.fixture(scope="module")
def made():
    return published(SITE, "", "mail@example.org", TODAY)


def named(site, start):
    return next(path for path in site if path.startswith(start) and not path.endswith((".br", ".gz")))


def test_all_sheets_become_one_in_an_order_that_all_pages_keep(made):
    sheets = [path for path in made if path.endswith(".css")]
    assert len(sheets) == 1 and re.fullmatch(r"assets/styles\.[0-9a-f]{12}\.css", sheets[0])
    text = made[sheets[0]].decode()
    assert text.index("a {") < text.index("c {") < text.index("b {") and "why" not in text and '"/* kept */  it"' in text
    assert in_order([["a", "b"], ["a", "c", "b"], ["c", "d"]]).index("c") > 0


def test_names_hold_the_fingerprint_of_the_content_and_mentions_follow(made):
    for path in (path for path in made if path.startswith("assets/") and not path.endswith((".br", ".gz"))):
        assert hashlib.sha256(made[path]).hexdigest().startswith(path.split(".")[-2]), path
    home, topic = made["index.html"].decode(), made["guide/one/index.html"].decode()
    picture = "/" + named(made, "assets/x.")
    assert f'src="{picture}"' in home and f'href="{picture}"' in topic and "text: /p/x.png" in topic
    assert 'content="/p/share.png"' in topic and "p/share.png" in made
    assert named(made, "assets/y.").removeprefix("assets/") in made[named(made, "assets/styles.")].decode()
    loader = made[named(made, "assets/loader.")].decode()
    assert named(made, "assets/runtime.").removeprefix("assets/") in loader and 'worker:"../sw.js"' in loader


def test_what_the_checker_shows_has_a_name_for_ever_and_the_loader_and_preloads_have_it(made):
    pieces = named(made, "assets/pieces.")
    assert f'<img src="/{named(made, "assets/z.")}"><a href="/guide/one/">'.encode() in made[pieces]
    name = pieces.removeprefix("assets/")
    assert made[named(made, "assets/loader.")].decode().count(f'"{name}": ""') == 2
    assert f'<link rel="preload" href="/{pieces}" as="fetch" crossorigin>'.encode() in made["check/index.html"]
    assert brotli.decompress(made[pieces + ".br"]) == made[pieces]


def test_integrity_is_that_of_the_bytes_and_is_left_out_where_others_frame(made):
    proof = re.compile(r'(?:href|src)="/([^"]+)" integrity="sha384-([^"]+)"')
    for page in ("index.html", "check/index.html"):
        found = proof.findall(made[page].decode())
        assert len(found) == 2
        assert all(base64.b64decode(text) == hashlib.sha384(made[path]).digest() for path, text in found)
    assert b"integrity" not in made["widget/index.html"] and b"/assets/loader." in made["widget/index.html"]
    loader = made[named(made, "assets/loader.")].decode()
    for name, text in re.findall(r'"([\w.]+\.js)": "sha384-([^"]+)"', loader):
        assert base64.b64decode(text) == hashlib.sha384(made[f"assets/{name}"]).digest()


def test_nothing_is_left_over_and_what_others_link_to_keeps_its_address(made):
    assert not [path for path in made if path.startswith(("css/", "checker/", "p/unused", "p/x", "p/y"))]
    assert made["embed.js"] == b"embed" and made["table.csv"] == b"a,b"


def test_every_text_has_its_two_copies(made):
    for path, data in made.items():
        if path.endswith((".html", ".js", ".css", ".svg", ".csv", ".txt")):
            assert brotli.decompress(made[path + ".br"]) == data and gzip.decompress(made[path + ".gz"]) == data, path
    assert "p/share.png.br" not in made and compressed({"a.png": b"x"}) == {"a.png": b"x"}


def test_a_change_of_one_file_changes_the_names_of_what_holds_its_name_and_the_version():
    one, other = (published(SITE | {"checker/runtime.js": text}, "", "", TODAY) for text in (b"runtime", b"other"))
    assert named(one, "assets/loader.") != named(other, "assets/loader.") and named(one, "assets/checker.") == named(
        other, "assets/checker."
    )
    assert one["sw.js"] != other["sw.js"] and one == published(SITE, "", "", TODAY)


def test_the_worker_keeps_checker_and_guide_and_what_they_need(made):
    script = made["sw.js"].decode()
    assert '"pages": ["check/", "guide/one/", "./"]' in script
    at_once, spare = script.split('"spare"')
    for start in ("styles", "loader", "runtime", "checker", "pieces", "x", "y", "z"):
        assert f'"{named(made, f"assets/{start}.")}"' in at_once
    assert named(made, "assets/whole.") in spare and "assets/whole." not in at_once


def test_below_a_folder_every_address_is_whole():
    site = {path: data.replace(b'="/', b'="' + URL.encode() + b"/") for path, data in SITE.items()}
    made = published(site, URL, "", TODAY)
    assert f'href="{URL}/{named(made, "assets/styles.")}"'.encode() in made["index.html"]


@pytest.mark.parametrize(
    "contact, line", {"a@b.org": "Contact: mailto:a@b.org", "https://b.org/c": "Contact: https://b.org/c"}.items()
)
def test_security_txt_names_the_contact_and_a_day_within_the_year(contact, line):
    text = published(SITE, "https://b.org", contact, TODAY)[".well-known/security.txt"].decode()
    assert (
        line in text and "Expires: 2027-11-17T00:00:00Z" in text and "Canonical: https://b.org/.well-known/security.txt" in text
    )


def test_without_a_contact_there_is_no_security_txt():
    made = published(SITE, "", "", TODAY)
    assert not [path for path in made if "security" in path] and b"security" not in made["_redirects"]


def rules(text):
    """Return {pattern: {header: value}} of a `_headers` file."""
    found, pattern = {}, ""
    for line in filter(None, text.splitlines()):
        if line.startswith(" "):
            found[pattern][line.split(":")[0].strip()] = line.split(":", 1)[1].strip()
        else:
            pattern = line
            assert pattern not in found
            found[pattern] = {}
    return found


def test_hosts_are_told_the_same_headers_as_the_table_says_and_none_twice(made):
    told = rules(header_rules(made, URL))
    for path in ("/", "/check/", "/widget/", "/guide/one/", "/embed.js", "/" + named(made, "assets/styles."), "/table.csv"):
        fitting = [values for pattern, values in told.items() if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path)]
        names = [name for values in fitting for name in values]
        assert len(names) == len(set(names)), path
        expected = headers.headers(path, URL)
        if not path.startswith(headers.ASSETS):
            del expected["Cache-Control"]  # both hosts ask first by themselves
        assert {name: value for values in fitting for name, value in values.items()} == expected, path
    assert len(told) <= 100 and max(map(len, made["_headers"].decode().splitlines())) < 2000  # Cloudflare's limits


def test_a_published_site_is_whole_and_has_no_left_overs(public):
    files = bytes_of(public.folder)
    text = "".join(
        data.decode() for path, data in files.items() if path.endswith((".html", ".css", ".js", ".xml")) or path == "_headers"
    )
    for path in files:
        shown = path.removesuffix(".br").removesuffix(".gz").removesuffix("index.html")
        at_root = shown in ("", "404.html", "_headers", "_redirects", "robots.txt", "sitemap.xml", ".well-known/security.txt")
        assert at_root or f"/{shown}" in text or f'"{shown.removeprefix("assets/")}"' in text, f"nothing mentions {path}"
    assert not [path for path in files if path.startswith(("theme/", "rulebook/", "checker/"))]


def test_for_the_public_every_address_is_whole(public):
    for path in public.folder.rglob("*.html"):
        assert 'href="/' not in path.read_text("utf-8") and 'src="/' not in path.read_text("utf-8"), path
    assert f"<loc>{public.url}/faq/</loc>" in (public.folder / "sitemap.xml").read_text("utf-8")


def test_what_others_may_frame_names_the_site_for_browsers_to_whom_a_sandbox_has_no_self(public):
    for path, own in {"widget/index.html": f"'self' {public.url}", "check/index.html": "'self'"}.items():
        assert f"; script-src {own}; style-src {own}; img-src {own}; " in (public.folder / path).read_text("utf-8")
        assert headers.policy("/" + path, public.url + "/sub").startswith(f"default-src 'none'; script-src {own}; ")


@pytest.mark.slow
def test_published_twice_in_other_folders_and_circumstances_the_bytes_are_the_same(public, tmp_path):
    """The second build starts with an empty cache, so this also holds what is kept to what is made."""
    again = project(tmp_path, CONTENT)
    conf = tmp_path / "conf.py"
    conf.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom publishconf import *\nTHEME, CACHE_PATH = {str(ROOT / 'theme')!r}, 'cache'\n"
    )
    done = build(again, "--settings", str(conf), **public_env(public.url), PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    first, second = bytes_of(public.folder), bytes_of((again / "output").resolve())
    assert [name for name in first if first[name] != second.get(name)] == [] and first.keys() == second.keys()
    assert len(list((tmp_path / "cache/rulebook").iterdir())) == 10, (
        "scripts, cards, icons, and the seven kinds of print on their papers"
    )


def test_the_servers_configuration_holds_the_tables_of_headers_and_redirects():
    conf = (ROOT / nginx.CONF).read_text("utf-8")
    assert nginx.renewed(conf) == conf, "deploy/nginx/site.conf is behind the tables of rulebook.publish: run make headers"


def test_the_workflow_for_github_pages_publishes_what_it_uploads():
    jobs = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text("utf-8"))["jobs"]
    steps = jobs["build"]["steps"]
    publishing = next(step for step in steps if "make publish" in step.get("run", ""))
    assert publishing["env"]["SITEURL"] == "${{ steps.pages.outputs.base_url }}" and "SOURCE_DATE_EPOCH" in publishing["run"]
    for name in FROM_ENVIRONMENT.keys() - {"SITEURL"}:
        assert publishing["env"][name] == f"${{{{ vars.{name} }}}}", "a variable of the repository"
    assert [step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", "")] == ["output/"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_redirects_lead_to_what_is_there_and_nowhere_else(made):
    """One table for all hosts, addresses whole on both sides: nothing of what was asked for is repeated."""
    for site in (
        made,
        published({**SITE, "index.html": b'<link rel="icon" href="/p/favicon.svg">', "p/favicon.svg": b"<svg/>"}, "", "", TODAY),
    ):
        for old, new, status in (line.split() for line in site["_redirects"].decode().splitlines()):
            assert re.fullmatch(r"/[\w.-]+", old) and re.fullmatch(r"/[\w.-][\w./-]*", new) and status == "302"
            assert new[1:] in site
        assert site.get("favicon.svg", b"<svg/>") == b"<svg/>"
    assert site["_redirects"] == b"/favicon.ico /favicon.svg 302\n"


@pytest.mark.parametrize("path", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda path: path.name)
def test_other_peoples_actions_are_pinned_by_commit_and_say_which_version_that_is(path):
    used = re.findall(r"\buses: *(.*)", path.read_text("utf-8"))
    assert used and [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}  # v\d+(\.\d+)*", one)] == []
