"""Run Pelican as `--fatal errors` does, and say in words what stopped it."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from rulebook.check.refusal import Broken
from rulebook.plugin.build_errors import told
from rulebook.publish import is_address
from rulebook.site import pelican_defaults
from rulebook.site.settings import site_settings

USUAL = Path("pelicanconf.py")  # the settings, where none are named and they are there
ADDRESS_CURE = "Name it: SITEURL=https://example.org make publish, or rulebook publish."


def run_pelican(
    settings: Path | None, rules: Path, content: Path, output: Path, more: Mapping[str, Any] | None = None
) -> Mapping:
    """Run Pelican into a folder and return the settings it ran with. Raise Broken.

    `settings` is a file; None: the usual one, and where it is not there, those that every site begins with. `more`
    override them.
    """
    if settings and not settings.is_file():
        raise Broken(f"There are no settings {settings}. Name them: --settings pelicanconf.py")
    init_logging(level=logging.WARNING, fatal="errors", handler=logging.StreamHandler())
    try:
        with tempfile.TemporaryDirectory() as empty:  # a rulebook needs no pages, Pelican a folder for them
            paths = {"RULEBOOK": rules, "PATH": content if content.is_dir() else empty, "OUTPUT_PATH": output}
            return _run(settings or (USUAL if USUAL.is_file() else None), paths, more or {})
    except Broken:
        raise
    except Exception as error:
        raise Broken(told(error)) from None


def _run(settings: Path | None, paths: Mapping[str, str | Path], more: Mapping[str, Any]) -> Mapping:
    if settings is None:  # Pelican takes paths in settings for paths beside their file
        settings, paths = Path(pelican_defaults.__file__), {"CACHE_PATH": pelican_defaults.CACHE_PATH, **paths}
    absolute = {name: os.path.abspath(path) for name, path in paths.items()}
    chosen = read_settings(str(settings), override={**absolute, **more})
    if site_settings(chosen).publish and not is_address(chosen["SITEURL"]):
        raise Broken(f"The site's address is missing or wrong: SITEURL={chosen['SITEURL']!r}. {ADDRESS_CURE}")
    with contextlib.redirect_stdout(io.StringIO()):  # what it counts is of no interest here
        Pelican(chosen).run()
    return chosen
