"""Make a finished site ready for the public: one style sheet, names with fingerprints, offline use, compressed copies.

A site is {path below its root: bytes}; every stage takes one and returns another. None knows what the site is about.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rulebook.publish.compress import compressed
from rulebook.publish.fingerprint import fingerprinted
from rulebook.publish.hosting import with_host_files
from rulebook.publish.offline import with_registration, with_retired_worker, with_worker
from rulebook.publish.sheets import one_sheet

ADDRESS = re.compile(
    r"https?://(?:[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?(?:/(?!\.{1,2}(?:/|$))[\w.~%+-]+)*", re.IGNORECASE
)
LAST_PORT = 65_535


def publish(folder: Path, site_url: str, contact: str, today: date, offline: bool = True) -> None:
    """Make the site in a folder ready to be put on a server, in place."""
    site = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    _write(published(site, site_url, contact, today, offline), folder)


def published(site: Mapping[str, bytes], site_url: str, contact: str, today: date, offline: bool = True) -> dict[str, bytes]:
    """Return what goes onto the server: the same site, each file also compressed, and what hosts want to be told.

    Where it is not to work `offline`, nothing registers a worker, and browsers are rid of the one that they have.
    """
    single = one_sheet(site, site_url)
    named = fingerprinted(with_registration(single) if offline else single, site_url)
    worked = with_worker(named, site_url) if offline else with_retired_worker(named)
    complete = with_host_files(worked, site_url, contact, today)
    return compressed(complete)


def is_address(site_url: str) -> bool:
    """Return whether a text can stand before every address of a site."""
    found = ADDRESS.fullmatch(site_url)
    return found is not None and int(found["port"] or 0) <= LAST_PORT


def _write(site: Mapping[str, bytes], folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, data in site.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
