"""Whoever has the wheel can start: README's ten minutes, followed literally, and what `rulebook new` makes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from rulebook.check import examine
from rulebook.cli.new import FILES, STARTER, make_project
from rulebook.cli.refused import Refused

from tests.small_site import ROOT
from tests.test_readme import NOT_IN_A_CLONE

STEPS = re.compile(r"<!-- followed literally by tests/test_start.py -->\n```\n(.*?)```", re.DOTALL)
SERVES = "rulebook serve"
WAITING = """  # until the page is there
import sys, time, urllib.request
for _ in range(120):
    try:
        if "My guide" in urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/", timeout=5).read().decode():
            sys.exit(0)
    except OSError:
        pass
    time.sleep(0.5)
sys.exit("nothing is served")
"""


def test_what_is_made_is_sound_and_says_what_it_is(tmp_path):
    made = make_project(tmp_path / "late_buses")
    checked = examine(tmp_path / "late_buses" / "rules.yaml")
    assert checked.findings == [] and checked.rulebook.title == "Late buses"
    assert {path.relative_to(tmp_path / "late_buses").as_posix() for path in made} >= set(FILES)
    kinds = {spec.type for spec in checked.rulebook.inputs.values()}
    assert "choice" in kinds and "number" in kinds and checked.rulebook.figures and len(checked.rulebook.decisions) == 2
    assert all(rule.examples for decision in checked.rulebook.decisions.values() for rule in decision.rules)


@pytest.mark.parametrize("name", ["no", "2026", "a: b", "x'y", "…"])
def test_any_folder_may_be_its_name(tmp_path, name):
    make_project(tmp_path / name)
    assert examine(tmp_path / name / "rules.yaml").findings == []


def test_nothing_that_is_there_is_written_over(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(Refused):
            make_project(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_workflow_pins_what_our_own_pins():
    ours = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8") + (ROOT / "action/action.yml").read_text(
        encoding="utf-8"
    )
    theirs = (STARTER / "workflow.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(theirs)["jobs"]
    pins = re.findall(r"uses: (\S+@\S+)", theirs)
    assert pins and all(pin in ours for pin in pins)


@pytest.fixture
def tools(tmp_path):
    """Return an environment in which pip finds what the wheel needs, but not this project, and asks no registry."""
    have = tmp_path / "have"
    have.mkdir()
    for path in Path(yaml.__file__).parent.parent.iterdir():
        if not re.match("__editable__|dispute_first|_virtualenv|.*pth$", path.name):
            (have / path.name).symlink_to(path)
    return {
        **os.environ,
        "PYTHONPATH": str(have),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


@pytest.mark.slow
def test_the_ten_minutes_of_the_readme(tmp_path, tools):
    clone = tmp_path / "clone"
    shutil.copytree(ROOT, clone, ignore=NOT_IN_A_CLONE, symlinks=True)
    steps = STEPS.search((ROOT / "README.md").read_text(encoding="utf-8"))[1].splitlines()
    assert len(steps) == 8 and sum(step.startswith(SERVES) for step in steps) == 1
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = ["set -e", "trap 'kill $served 2>/dev/null || true' EXIT", f'python3() {{ {sys.executable} "$@"; }}']
    waiting = f"{sys.executable} -c {shlex.quote(WAITING)} {port}"
    script += [
        f"{SERVES} --port {port} & served=$!\n{waiting}\nkill $served" if step.startswith(SERVES) else step for step in steps
    ]
    script.append("python -c 'import rulebook; print(rulebook.__file__)'")
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)], cwd=clone, env=tools, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(clone / "tools") in done.stdout.splitlines()[-1]
    assert "No findings." in done.stdout and "┕━ send: Yes (rule rest)" in done.stdout
    site = (tmp_path / "my-guide" / "output").resolve()
    assert {"index.html", "sw.js", "faq.pdf", "check"} <= {path.name for path in site.iterdir()}
    assert "My guide" in (site / "index.html").read_text(encoding="utf-8")
