"""deploy/nginx/site.conf in a real nginx: headers, compression, caching, the page for what is not there, redirects."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection

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


@pytest.fixture(scope="module", params=["gzip", "br"])
def server(request, tmp_path_factory):
    """Yield (port, kind of compression) of an nginx that serves a published site; with and without its module for brotli."""
    nginx = need("nginx")
    module = need("nginx's brotli module") if request.param == "br" else None
    public = request.getfixturevalue("public")
    folder = tmp_path_factory.mktemp("nginx")
    port = free_port()
    write_configuration(folder, public.folder, port, module)
    process = subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.PIPE, text=True)
    wait_for(port, process)
    yield port, request.param
    process.terminate()
    process.wait(10)


def write_configuration(folder, site, port, module):
    conf = (ROOT / "deploy/nginx/site.conf").read_text("utf-8")
    for mine, here in {r"listen 80;": f"listen 127.0.0.1:{port};", r"root /srv/site/output;": f"root {site};"}.items():
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


def ask(server, path, **more):
    """Return the answer's status, headers and body."""
    connection = HTTPConnection("127.0.0.1", server[0], timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in more.items()})
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
    expected = headers.headers("/404.html" if status == 404 else path, "http://127.0.0.1")
    assert {name: found.get(name.lower()) for name in expected} == expected


def test_assets_are_kept_for_ever_and_pages_asked_for_again(server, public):
    status, found, _ = ask(server, asset(public, "runtime"))
    assert (status, found["cache-control"]) == (200, headers.FOREVER)
    _, found, _ = ask(server, "/check/")
    assert found["cache-control"] == headers.ASK_FIRST
    assert ask(server, "/check/", If_None_Match=found["etag"])[0] == 304


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
        "/security.txt": "/.well-known/security.txt",
    }.items(),
)
def test_a_page_has_one_address_and_others_lead_to_it(server, old, new):
    status, found, _ = ask(server, old)
    assert status in (301, 302) and found["location"] == new


def test_the_server_does_not_say_which_version_it_is(server):
    assert not re.search(r"\d", ask(server, "/")[1]["server"])
