"""Run Pelican as `--fatal errors` does, and say in words what stopped it."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from rulebook.check import Checked
from rulebook.publish import is_address

CHECKED = "CHECKED"  # the context that hands on what the build has checked already


class Broken(Exception):
    """The site cannot be built; the message is for people."""


def run_pelican(settings: Path, rules: Path, content: Path, output: Path, checked: Checked | None = None) -> Mapping:
    """Run Pelican into a folder and return the settings it ran with. Raise Broken.

    `checked` is what the check of these rules found, if it has been run.
    """
    if not settings.is_file():
        raise Broken(f"There are no settings {settings}. Name them: --settings pelicanconf.py")
    init_logging(level=logging.WARNING, fatal="errors", handler=logging.StreamHandler())
    try:
        with tempfile.TemporaryDirectory() as empty:  # a rulebook needs no pages, Pelican a folder for them
            paths = {"RULEBOOK": rules, "PATH": content if content.is_dir() else empty, "OUTPUT_PATH": output}
            return _run(settings, paths, {CHECKED: checked} if checked else {})
    except Broken:
        raise
    except Exception as error:
        raise Broken(f"{_where(error)}{_what(error)}\nNothing was built.") from None


def _run(settings: Path, paths: Mapping[str, str | Path], more: Mapping) -> Mapping:
    chosen = read_settings(str(settings), override={name: os.path.abspath(path) for name, path in paths.items()} | more)
    if chosen.get("PUBLISH") and not is_address(chosen["SITEURL"]):
        said = f"SITEURL={chosen['SITEURL']!r}. Name it: SITEURL=https://example.org make publish"
        raise Broken(f"The site's address is missing or wrong: {said}")
    with contextlib.redirect_stdout(io.StringIO()):  # what it counts is of no interest here
        Pelican(chosen).run()
    return chosen


def _where(error: Exception) -> str:
    """Return the template that an error came from, if it came from one: the innermost line of it."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_short(error.filename)}:{error.lineno}  "
    for file, line in reversed(list(_frames(error))):
        if "/templates/" in file:
            return f"{_short(file)}:{line}  "
    return ""


def _what(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error}."
    return f"{type(error).__name__}: {error}"


def _frames(error: BaseException | None) -> Iterator[tuple[str, int]]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield frame.filename, frame.lineno


def _short(file: str | None) -> str:
    return os.path.relpath(file) if file else "a template"
