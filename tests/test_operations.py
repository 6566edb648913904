"""What keeps the project going: releases that say what is in them, and a bot that proposes what is newer."""

import json
import os
import subprocess
import sys
from importlib import metadata

import pytest
import yaml
from rulebook.cli.sbom import PROJECT, parts_list

from tests.conftest import ROOT
from tests.test_requirements import pinned

RELEASE = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))
STEPS = RELEASE["jobs"]["release"]["steps"]
PINS = ROOT / "requirements/site.txt"


def notes(folder, tag, changelog):
    """Run the workflow's own step that finds the words for a release."""
    (folder / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (folder / "CHANGELOG.md").write_text(changelog)
    script = next(step["run"] for step in STEPS if step.get("id") == "notes")
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "GITHUB_REF_NAME": tag},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout or (folder / "notes.md").read_text()


def test_a_release_says_what_the_changelog_says_of_its_version_and_of_no_other(tmp_path):
    text = "# Changelog\n\n## Unreleased\n\nLater\n\n## 1.2.3 (2026-12-01)\n\nThis\n\n## 1.2.30\n\nOther\n\n## 1.2.2\n\nBefore\n"
    assert notes(tmp_path, "v1.2.3", text) == (0, "\nThis\n\n")
    code, said = notes(tmp_path, "v1.2.4", text)
    assert code == 1 and "another version than the tag v1.2.4" in said
    code, said = notes(tmp_path, "v1.2.3", "# Changelog\n\n## 1.2.30\n\nOther\n")
    assert code == 1 and "nothing under ## 1.2.3" in said


def test_the_changelog_tells_of_the_version_that_this_is():
    headings = [line.split()[1] for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line.startswith("## ")]
    assert headings[0] == "Unreleased" and headings[1] == metadata.version(PROJECT)


def test_only_the_last_step_of_a_release_holds_a_key_and_nothing_else_is_started_by_it():
    assert [step for step in STEPS if "GH_TOKEN" in step.get("env", {})] == STEPS[-1:] and "gh release create" in STEPS[-1]["run"]
    assert RELEASE[True] == {"push": {"tags": ["v*"]}}, "YAML reads `on` as true"
    assert RELEASE["permissions"] == {"contents": "read"}


def test_the_list_of_parts_has_every_installed_pin_once_and_is_the_same_each_time():
    command = [sys.executable, "-m", "rulebook.cli.sbom", str(PINS)]
    first, second = (subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout for _ in range(2))
    told = json.loads(first)
    versions = {one["name"]: one["version"] for one in told["components"]}
    assert first == second and versions.items() <= pinned(PINS).items()
    assert {"pelican", "brython", "typst"} <= versions.keys() and len(versions) == len(told["components"])
    assert all("licenses" in one and one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}" for one in told["components"])
    refs = [one["ref"] for one in told["dependencies"]]
    assert refs == [told["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in told["components"])]


def test_a_pin_that_is_not_what_is_installed_is_told():
    with pytest.raises(ValueError, match=r"pelican is pinned as 0\.1, and .* is installed"):
        parts_list("pelican==0.1 \\\n    --hash=sha256:0\n")


def test_the_bot_looks_after_all_that_is_pinned():
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    assert {one["package-ecosystem"]: one["directory"] for one in updates} == {"github-actions": "/", "pip": "/requirements"}
    assert all(group["patterns"] == ["*"] for one in updates for group in one["groups"].values()), (
        "sets that share a pin go together"
    )
