"""Files that could hurt, or that cannot be read, are refused in words, and nothing is written over."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest
from rulebook.importing import NotImportable, imported
from rulebook.importing.xml_tree import DEEPEST, read_xml

BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><definitions>&c;</definitions>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><definitions>&b;</definitions>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (b"<a>" * (DEEPEST + 1), "deep"),
        (b"<definitions>", "no XML"),
        (b"", "no XML"),
        (b"\xff\xfe\0", "no XML"),
        (b"<definitions>&undefined;</definitions>", "no XML"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "no XML"),
        (b" " * 20_000_001, "bytes"),
    ],
)
def test_xml_that_could_hurt_is_refused_in_words(data, told):
    with pytest.raises(NotImportable, match=told):
        read_xml(data)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"\0" * 100_000_001)
    (tmp_path / "t.xlsx").write_bytes(data.getvalue())
    with pytest.raises(NotImportable, match="unpacks"):
        imported([tmp_path / "t.xlsx"])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.dmn", b"<a/>"),
        ("t.dmn", b"<definitions/>"),
        ("t.dmn", b'<definitions><decision name="a"><decisionTable><output/></decisionTable></decision></definitions>'),
        ("t.json", b"{"),
        ("t.json", b"[]"),
        ("t.json", b'{"nodes": [1, {"id": 2}]}'),
        ("t.json", b"[" * 100_000),
        ("t.csv", b""),
        ("t.csv", b"a,b"),
        ("t.csv", b"\0\0"),
        ("t.xlsx", b"no"),
        ("t.txt", b"x"),
    ],
)
def test_what_cannot_be_read_is_refused_with_exit_code_2(name, data, tmp_path):
    (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "rulebook.cli", "import", str(tmp_path / name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
    assert name in done.stderr


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "t.csv").write_text("U,a,then b\n1,x,y\n", encoding="utf-8")
    (tmp_path / "rules.yaml").write_text("mine", encoding="utf-8")
    words = ["import", str(tmp_path / "t.csv"), "--output", str(tmp_path / "rules.yaml")]
    done = subprocess.run([sys.executable, "-m", "rulebook.cli", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and (tmp_path / "rules.yaml").read_text(encoding="utf-8") == "mine"
