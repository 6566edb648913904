"""What README promises of another subject: another rules.yaml makes another site, even with an empty content/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.small_site import ROOT

RULEBOOKS = {"parcel": "tests/rulebooks/parcel.yaml", "library": "tests/rulebooks/library/rules.yaml"}
SENTENCE = "another `rules.yaml` makes another site, even with an empty `content/`"
NOT_IN_A_CLONE = shutil.ignore_patterns(
    ".git", ".venv", "output*", ".builds", ".cache", "__pycache__", ".pytest_cache", ".hypothesis"
)


@pytest.fixture
def clone(tmp_path):
    """Yield a copy of the project, and a function that builds it as `make html` does."""
    folder = tmp_path / "clone"
    shutil.copytree(ROOT, folder, ignore=NOT_IN_A_CLONE)

    def build():
        command = [sys.executable, "-m", "rulebook.cli.build", "--strict"]
        env = {**os.environ, "PYTHONPATH": str(folder / "plugins")}
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env)

    return folder, build


@pytest.mark.slow
@pytest.mark.parametrize("content", ["as it is", "empty", "not there"])
@pytest.mark.parametrize("rules", RULEBOOKS.values(), ids=RULEBOOKS)
def test_another_rulebook_makes_another_site(clone, rules, content):
    assert SENTENCE in (ROOT / "README.md").read_text("utf-8")
    folder, build = clone
    shutil.copy(ROOT / rules, folder / "rules.yaml")
    if content != "as it is":
        shutil.rmtree(folder / "content")
    if content == "empty":
        (folder / "content").mkdir()
    done = build()
    assert done.returncode == 0, done.stdout + done.stderr
    pages = list((folder / "output").resolve().rglob("*.html"))
    assert len(pages) > 10 and not [path for path in pages if "AliExpress" in path.read_text("utf-8")]
    told = 'belongs to "Dispute First" and is left out'
    assert (told in done.stderr) and ("content/rulebook.txt:1" in done.stderr) == (content == "as it is")
