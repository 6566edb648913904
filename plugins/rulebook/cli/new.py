"""Make a folder to start from: a small rulebook with comments, a home page, settings, and what checks each commit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from rulebook.cli.refused import Refused
from rulebook.cli.schema import schema

STARTER = Path(__file__).parent / "starter"
PACKAGE = "dispute-first"
FILES = {
    "rules.yaml": "rules.yaml",
    "content/pages/home.md": "home.md",
    "pelicanconf.py": "pelicanconf.txt",
    ".gitignore": "gitignore.txt",
    ".pre-commit-config.yaml": "pre-commit.yaml",
    ".github/workflows/rulebook.yml": "workflow.yaml",
}


def make_project(folder: Path) -> list[Path]:
    """Write everything into a folder that is new or empty, and return the files. Raise Refused."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is there and not empty. Name a folder that is new: rulebook new my-guide.")
    made = []
    try:
        for name, text in _files(_title(folder)):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            made.append(path)
    except OSError as fault:
        raise Refused(f"{fault.filename or folder} cannot be written: {fault.strerror}.") from fault
    return made


def _files(title: str) -> Iterator[tuple[str, str]]:
    for name, source in FILES.items():
        yield name, (STARTER / source).read_text(encoding="utf-8").replace("{title}", title)
    yield "rules.schema.json", json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    yield "requirements.txt", f"{_requirement()}\n"


def _title(folder: Path) -> str:
    """Return a title made of the folder's name: letters and digits only, so that it needs no quotes."""
    words = re.findall(r"[^\W_]+", folder.absolute().name)
    title = " ".join(words)
    return title[:1].upper() + title[1:] if title[:1].isalpha() and title.lower() not in ("yes", "no", "on", "off") else "Returns"


def _requirement() -> str:
    """Return what pip installs again elsewhere: this version, from where it came if that was a repository (PEP 610)."""
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError:
        return PACKAGE
    origin = json.loads(found.read_text("direct_url.json") or "{}")
    source = origin.get("vcs_info")
    if source:
        return f"{PACKAGE} @ {source['vcs']}+{origin['url']}@{source['commit_id']}"
    return f"{PACKAGE}=={found.version}  # or the path or address of the wheel that it was installed from"
