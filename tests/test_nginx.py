"""deploy/nginx/site.conf in a real nginx: headers, compression, caching, the page for what is not there, redirects."""

from __future__ import annotations

import gzip
import itertools
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from rulebook.publish import headers

from tests.conftest import need
from tests.small_site import ROOT

MAIN = """
{load}
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    include {folder}/site.conf;
}}
"""


CHOICES = re.compile(r"^( *)# (?=add_header Strict-Transport-Security|server \{)", re.MULTILINE)


@pytest.fixture(scope="module", params=["gzip", "br"])
def server(request, tmp_path_factory):
    """Yield (port, kind of compression) of an nginx that serves a published site; with and without its module for brotli."""
    nginx = need("nginx")
    module = need("nginx's brotli module") if request.param == "br" else None
    public = request.getfixturevalue("public")
    folder = tmp_path_factory.mktemp("nginx")
    port = free_port()
    write_configuration(folder, public.folder, port, module)
    with running(nginx, folder, port):
        yield port, request.param


@contextmanager
def running(nginx, folder, port):
    """Run nginx with the configuration in a folder until the `with` block ends."""
    process = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE, text=True)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(10)


def write_configuration(folder, site, port, module):
    conf = (ROOT / "deploy/nginx/site.conf").read_text("utf-8")
    for mine, here in {"    listen 80;": f"    listen 127.0.0.1:{port};", "root /srv/site/output;": f"root {site};"}.items():
        assert conf.count(mine) == 1
        conf = conf.replace(mine, here)
    (folder / "site.conf").write_text(conf, "utf-8")
    (folder / "site").mkdir()
    if module:
        shutil.copy(ROOT / "deploy/nginx/brotli.conf", folder / "site")
    shutil.copy("/etc/nginx/mime.types", folder)
    load = f"load_module {module};" if module else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, load=load, user="user root;" if os.geteuid() == 0 else ""))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, process):
    for _ in range(100):
        if process.poll() is not None:
            pytest.fail(f"nginx refuses the configuration:\n{process.stderr.read()}", pytrace=False)
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)


def ask(server, path, method="GET", **more):
    """Return the answer's status, headers and body."""
    connection = HTTPConnection("127.0.0.1", server[0], timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in more.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def asset(public, start):
    return "/assets/" + next(
        path.name for path in (public.folder / "assets").glob(start + ".*") if path.suffix not in (".br", ".gz")
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/check/",
        "/widget/",
        "/guide/first/",
        "/robots.txt",
        "/sw.js",
        "/decisions/payment/",
        "/nowhere/",
        "/assets/nowhere.js",
        "/check",
    ],
)
def test_every_answer_has_the_headers_of_the_table(server, path):
    status, found, _ = ask(server, path)
    expected = headers.headers("/404.html" if status == 404 else path, "http://example.org")
    assert {name: found.get(name.lower()) for name in expected} == expected


def test_assets_are_kept_for_ever_and_pages_asked_for_again(server, public):
    status, found, _ = ask(server, asset(public, "runtime"))
    assert (status, found["cache-control"]) == (200, headers.IMMUTABLE)
    _, found, _ = ask(server, "/check/")
    assert found["cache-control"] == headers.REVALIDATE
    assert ask(server, "/check/", If_None_Match=found["etag"])[0] == 304


def test_a_fault_is_not_kept_for_ever_in_the_place_of_an_asset(server, public):
    """Only its status tells: browsers keep a 503 with such a lifetime."""
    path = asset(public, "styles")
    assert ask(server, path, Range="bytes=0-9")[1]["cache-control"] == headers.IMMUTABLE
    etag = ask(server, path)[1]["etag"]
    assert ask(server, path, If_None_Match=etag)[1]["cache-control"] == headers.IMMUTABLE
    status, found, _ = ask(server, path, "POST")
    assert (status, found["cache-control"]) == (405, headers.REVALIDATE)


def test_the_compressed_copies_are_sent(server, public):
    for path, file in (
        ("/faq/", "faq/index.html"),
        (asset(public, "runtime"), asset(public, "runtime")[1:]),
        (asset(public, "styles"), asset(public, "styles")[1:]),
    ):
        plain = (public.folder / file).read_bytes()
        _, found, body = ask(server, path, Accept_Encoding="br, gzip")
        assert found["content-encoding"] == server[1] and found["vary"] == "Accept-Encoding"
        unpack, suffix = (brotli.decompress, ".br") if server[1] == "br" else (gzip.decompress, ".gz")
        assert unpack(body) == plain and body == (public.folder / (file + suffix)).read_bytes()
        _, found, body = ask(server, path)
        assert "content-encoding" not in found and body == plain


@pytest.mark.parametrize(
    "path, kind",
    {
        "/": "text/html; charset=utf-8",
        "/sw.js": "application/javascript; charset=utf-8",
        "/sitemap.xml": "text/xml; charset=utf-8",
        "/robots.txt": "text/plain; charset=utf-8",
        "/.well-known/security.txt": "text/plain; charset=utf-8",
    }.items(),
)
def test_kinds_are_told(server, path, kind):
    status, found, _ = ask(server, path)
    assert (status, found["content-type"]) == (200, kind)


def test_what_is_not_there_gets_the_sites_own_page(server, public):
    for path in (
        "/nowhere/",
        "/nowhere",
        "/check/nowhere",
        "/_headers",
        "/_redirects",
        "/index.html.br",
        "/faq/index.html.gz",
        "/assets/",
    ):
        status, _, body = ask(server, path)
        assert (status, body) == (404, (public.folder / "404.html").read_bytes()), path


@pytest.mark.parametrize(
    "old, new",
    {
        "/check": "/check/",
        "/check?state=torn": "/check/?state=torn",
        "/guide/first": "/guide/first/",
        "/check/index.html": "/check/",
        "/index.html?a=/index.html": "/?a=/index.html",
        "/f%C3%BCr/index.html": "/f%C3%BCr/",
        "/security.txt": "/.well-known/security.txt",
        "/favicon.ico": "/favicon.svg",
    }.items(),
)
def test_a_page_has_one_address_and_others_lead_to_it(server, old, new):
    status, found, _ = ask(server, old)
    assert status in (301, 302) and found["location"] == new


def test_what_old_habits_ask_for_is_there(server, public):
    for old, kind in {"/favicon.ico": "image/svg+xml", "/security.txt": "text/plain; charset=utf-8"}.items():
        status, found, _ = ask(server, ask(server, old)[1]["location"])
        assert (status, found["content-type"]) == (200, kind)


def test_nginx_starts_without_a_warning(public, tmp_path):
    nginx = need("nginx")
    write_configuration(tmp_path, public.folder, free_port(), None)
    tried = subprocess.run([nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
    assert tried.returncode == 0 and "[warn]" not in tried.stderr, tried.stderr


def test_the_choices_for_a_site_behind_tls_can_be_made_and_lead_to_the_sites_own_name(public, tmp_path):
    nginx = need("nginx")
    port = free_port()
    write_configuration(tmp_path, public.folder, free_port(), None)
    conf, made = CHOICES.subn(r"\1", (tmp_path / "site.conf").read_text("utf-8"))
    (tmp_path / "site.conf").write_text(conf.replace("listen 80;", f"listen 127.0.0.1:{port};"), "utf-8")
    with running(nginx, tmp_path, port):
        heads = {target: raw(port, target, "evil.example") for target in TARGETS}
    found = {target: re.search(r"^location: (.*?)\r?$", head, re.M | re.I) for target, head in heads.items()}
    assert made == 2 and found["/check?a=b"][1] == "https://example.org/check?a=b"
    assert {lands(one[1]) for one in found.values() if one} == {"example.org"}


def test_the_server_does_not_say_which_version_it_is(server):
    assert not re.search(r"\d", ask(server, "/")[1]["server"])


# Browsers read \ as /, leave out tabs, and take what follows two slashes for a site; proxies may decode once more.
SLASHES = r"""// /// /\ \\ /\/ /%09/ /%5c /%5C/ /%2f /%2F/ /%2f%2f /%252f/ /./ /.// /x// /x/..// /%2e// /%2e%2e// /check//
    /check/..// /;// /%00/ /%0d%0a/ /%0d%0aLocation:%20// /@ //user@ http://site.example//"""
BEHIND = r"""/ /index.html //index.html /index.html? /index.html?//evil.example/index.html /check/index.html \index.html
    /%2e%2e/check /../check /../check/index.html /..%2fcheck /..%5ccheck /%2e%2e%2findex.html /..;/check"""
SINGLE = "/check?a=b * http://evil.example http://evil.example/check http://evil.example/index.html evil.example/index.html"
TARGETS = [
    *SINGLE.split(),
    *map(
        "".join,
        itertools.product([*SLASHES.split(), "/\t/"], ["check", "index.html", "favicon.ico", "security.txt", "guide/first"]),
    ),
    *map(
        "".join,
        itertools.product(
            ["", "/check", "/index.html", "/favicon.ico"], [*SLASHES.split(), "/\t/"], ["evil.example"], ["", *BEHIND.split()]
        ),
    ),
]
HOSTS = ["*", "evil.example", "evil.example:80", "evil.example/index.html", "'unsafe-inline'", "a;script-src *", "", None]


def raw(port, target, host="site.example", version="1.1"):
    """Send a request line as it is, on a socket of its own; return the answer's head."""
    named = "" if host is None else f"Host: {host}\r\n"
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(f"GET {target} HTTP/{version}\r\n{named}Connection: close\r\n\r\n".encode("latin-1"))
        with connection.makefile("rb") as answer:
            return answer.read().partition(b"\r\n\r\n")[0].decode("latin-1")


def lands(location):
    """Return the site on which a browser lands that is sent from http://site.example somewhere, as browsers read it."""
    read = re.sub(r"[\t\r\n]", "", location).strip("".join(map(chr, range(33)))).replace("\\", "/")
    return urlsplit(urljoin("http://site.example/", re.sub("^/{2,}", "//", read))).netloc


@pytest.mark.parametrize(
    "location", ["//evil.example/", "/\\evil.example/", "/\t/evil.example", " ///evil.example", "http:\\\\evil.example"]
)
def test_the_browser_of_these_tests_falls_for_what_browsers_fall_for(location):
    assert lands(location) == "evil.example"


def test_no_address_leads_away_from_the_site(server):
    away, moved = {}, 0
    for target in TARGETS:
        head = raw(server[0], target)
        assert re.match(r"HTTP/1.1 \d{3} |<html>", head), (target, head)
        for location in re.findall(r"^location: (.*?)\r?$", head, re.M | re.I):
            moved += 1
            if lands(location) != "site.example" or "//" in urlsplit(location).path or "\\" in location:
                away[target] = location
    assert away == {}
    assert moved > 20, "or nothing was tried"


def test_no_header_repeats_the_host_that_was_asked(server):
    for host, path, version in itertools.product(
        HOSTS, ("/", "/widget/", "/check", "/check/index.html", "/favicon.ico"), ("1.0", "1.1")
    ):
        head = raw(server[0], path, host, version)
        assert "evil" not in head and "unsafe" not in head and "http://*" not in head, (host, head)
        if path == "/widget/" and head.startswith("HTTP/1.1 200"):
            assert headers.policy(path, "http://example.org") in head
