"""Whatever is closed, full, taken, in the way or not there: one sentence says so, the exit code too, and no traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from rulebook.check import examine
from rulebook.cli import serve
from rulebook.cli.serve import BuildStatus, Handler, Server, snapshot, wait_for_change
from rulebook.content.folder import unreadable
from rulebook.publish import is_address

from tests.small_site import LIBRARY, ROOT, build, project


def shell(line, folder):
    """Run a line of shell in which `rulebook` is the command."""
    rulebook = f"{sys.executable} -m rulebook.cli --rules {LIBRARY}"
    done = subprocess.run(
        ["sh", "-c", line.replace("rulebook", rulebook)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


@pytest.mark.slow
@pytest.mark.parametrize(
    "line, code, told",
    [
        ("rulebook check >&-", 0, ""),
        ("rulebook check 2>&-", 0, ""),
        ("rulebook ask nobody=1 2>&-", 2, ""),
        ("rulebook ask --batch - <&-", 2, "Standard input is closed"),
        ("rulebook check >/dev/full", 2, "could not be written: No space left on device"),
        ("rulebook export --format json >/dev/full", 2, "could not be written: No space left on device"),
        ("rulebook schema | true", 0, ""),
        ("rulebook export --format csv --output /dev/null/folder", 2, "cannot be written"),
    ],
)
def test_a_stream_that_is_closed_or_full_is_told_in_a_sentence(tmp_path, line, code, told):
    done = shell(line, tmp_path)
    assert done.returncode == code and told in done.stderr, done
    assert "rule" not in done.stdout or line.endswith("2>&-")


@pytest.fixture
def pages(tmp_path):
    """Yield a folder of pages where a link leads nowhere, a folder has a page's name, and an editor is at work."""
    folder = project(tmp_path) / "content" / "pages"
    folder.mkdir(parents=True)
    (folder / "gone.md").symlink_to("nowhere")
    (folder / "more.md").mkdir()
    (folder / ".#page.md").symlink_to("somebody@here.1")
    (folder / "page.md").write_text("Title: Page\nDate: 2026-13-45\n\nWords.\n", encoding="utf-8")
    return folder


def test_what_has_a_pages_name_and_is_none_is_a_finding(pages):
    found = examine(pages.parent.parent / "rules.yaml").findings
    said = {(one.file.rpartition("/")[2], one.message) for one in found if one.severity == "error"}
    assert said == {
        ("gone.md", "it cannot be read: No such file or directory."),
        ("more.md", "it cannot be read: it is no file."),
        ("page.md", 'Date "2026-13-45" is no date.'),
    }
    assert len(unreadable(pages)) == 2 and unreadable(pages.parent / "other") == []


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["abc", "1.5", "-", "99999999999999999"])
def test_a_build_is_refused_a_time_that_is_none(tmp_path, moment):
    done = build(project(tmp_path), SOURCE_DATE_EPOCH=moment)
    assert (done.returncode, done.stdout) == (1, "") and f"SOURCE_DATE_EPOCH='{moment}' is no time" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("address", ["example.org", "http://[", "https://exa mple.org", "https://example.org?"])
def test_a_build_is_refused_an_address_that_is_none(tmp_path, address):
    done = build(project(tmp_path), "--settings", "publishconf.py", SITEURL=address)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert f"SITEURL='{address}'" in done.stderr and "SITEURL=https://example.org make publish" in done.stderr


@pytest.mark.parametrize(
    "address, good",
    {
        "https://example.org": True,
        "http://127.0.0.1:8000": True,
        "https://[::1]:8443/docs": True,
        "https://example.org/a/b": True,
        "https://b\xfccher.example": True,
        "HTTPS://Example.org": True,
        "https://example.org:abc": False,
        "https://example.org:99999": False,
        "https://example.org/a?b": False,
        "https://example.org#": False,
        "https://user@example.org": False,
        "https://example.org//a": False,
        "https://example.org/a/..": False,
        "https://.org": False,
        "https://": False,
        'https://example.org/"': False,
        "": False,
    }.items(),
)
def test_an_address_is_one_that_every_page_can_begin_with(address, good):
    assert is_address(address) == good


@pytest.mark.slow
@pytest.mark.parametrize("output", ["rules.yaml/output", "taken/output"])
def test_a_place_where_nothing_can_be_built_is_named(tmp_path, output):
    folder = project(tmp_path)
    (folder / "taken").mkdir()
    (folder / "taken" / ".builds").write_text("mine", encoding="utf-8")
    done = build(folder, "--output", str(folder / output))
    assert done.returncode == 1 and done.stderr.startswith("Nothing can be built in ") and "Traceback" not in done.stderr
    assert (folder / "taken" / ".builds").read_text(encoding="utf-8") == "mine"


@pytest.mark.slow
@pytest.mark.parametrize("port, told", [("99999", "is no port"), ("0", "is no port"), ("-1", ""), ("http", "is no port")])
def test_a_port_that_is_none_is_refused(port, told):
    command = [sys.executable, "-m", "rulebook.cli.serve", "--port", port]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_called_so():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        command = [sys.executable, "-m", "rulebook.cli.serve", "--port", str(other.getsockname()[1])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "is taken. Name another: --port 8000" in done.stderr


@pytest.fixture
def served(tmp_path):
    """Yield the port of a served folder with one large file in it."""
    (tmp_path / "large").write_bytes(b"x" * 20_000_000)
    server = Server(("127.0.0.1", 0), partial(Handler, BuildStatus(), directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_request_that_a_browser_aborts_is_nothing_to_tell(served, capsys):
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", served)) as browser:
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")  # closing resets
            browser.sendall(b"GET /large HTTP/1.0\r\n\r\n")
            browser.recv(10)
    time.sleep(0.3)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("path", ["/%00", "/a%00b.html", "/%2e%2e/%00"])
def test_a_name_that_no_file_can_have_is_not_found(served, capsys, path):
    with pytest.raises(HTTPError) as answer:
        urlopen(f"http://127.0.0.1:{served}{path}")
    assert answer.value.code == 404 and capsys.readouterr().err == ""


def test_a_file_that_goes_while_it_is_looked_at_is_left_out(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").symlink_to("nowhere")
    was = os.stat
    monkeypatch.setattr(os, "stat", lambda path, **more: was(tmp_path / "nowhere" if str(path).endswith("/a") else path, **more))
    assert snapshot([tmp_path]) == {}


@pytest.mark.slow
def test_rules_that_are_moved_away_and_back_are_noticed(tmp_path):
    rules, other = tmp_path / "rules.yaml", tmp_path / "theme"
    other.mkdir()
    waiting = threading.Thread(target=wait_for_change, args=([rules, other], snapshot([rules, other])), daemon=True)
    waiting.start()
    time.sleep(0.5)
    rules.write_text("title: Back\n", encoding="utf-8")
    waiting.join(5)
    assert not waiting.is_alive()


@pytest.mark.slow
def test_what_is_saved_while_the_watch_is_set_up_is_noticed(tmp_path, monkeypatch):
    rules = tmp_path / "rules.yaml"
    rules.write_text("title: Before\n", encoding="utf-8")
    before, real = snapshot([rules]), serve.watch

    def late(*paths, **options):
        rules.write_text("title: After\n", encoding="utf-8")
        yield from real(*paths, **options)

    monkeypatch.setattr(serve, "watch", late)
    waiting = threading.Thread(target=serve.wait_for_change, args=([rules], before), daemon=True)
    waiting.start()
    waiting.join(5)
    assert not waiting.is_alive()
