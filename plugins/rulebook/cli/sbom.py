"""List what the wheel needs as CycloneDX 1.5, from the pins and what installed packages say of themselves."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

PROJECT = "dispute-first"
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
NO_LICENCE = ("", "UNKNOWN")


def parts_list(pins: str) -> dict[str, Any]:
    """Return the list for the text of a file of pins. Raise ValueError where another version of one is installed.

    What is pinned for other systems alone is not installed, and left out. No clock and no chance: the same list each time.
    """
    found = [part for name, version in PIN.findall(pins) for part in _installed(name, version)]
    own = _component(metadata.distribution(PROJECT), "application")
    needs = [
        {"ref": own["bom-ref"], "dependsOn": [one["bom-ref"] for one in found]},
        *({"ref": one["bom-ref"]} for one in found),
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": own},
        "components": found,
        "dependencies": needs,
    }


def _installed(name: str, version: str) -> Iterable[dict[str, Any]]:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return
    if found.version != version:
        raise ValueError(f"{name} is pinned as {version}, and {found.version} is installed. Run make html first.")
    yield _component(found, "library")


def _component(found: metadata.Distribution, kind: str) -> dict[str, Any]:
    name = re.sub(r"[-_.]+", "-", found.name).lower()
    address = f"pkg:pypi/{name}@{found.version}"
    licence = _licence(found)
    known = {"licenses": [licence]} if licence else {}
    return {"type": kind, "bom-ref": address, "name": name, "version": found.version, "purl": address, **known}


def _licence(found: metadata.Distribution) -> dict[str, Any] | None:
    """Return what a package says of its licence: an SPDX expression, a name of one line, or a classifier."""
    about = found.metadata
    if "License-Expression" in about:
        return {"expression": about["License-Expression"]}
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")]
    named = [line for line in about.get_all("License") or () if line not in NO_LICENCE and "\n" not in line]
    return {"license": {"name": (named + classified)[0]}} if named or classified else None


if __name__ == "__main__":
    try:
        print(json.dumps(parts_list(Path(sys.argv[1]).read_text("utf-8")), indent=1))
    except (IndexError, OSError, ValueError) as fault:
        sys.exit(f"{fault}\nName a file of pins: python -m rulebook.cli.sbom requirements/site.txt")
