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
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from rulebook.check.refusal import Broken
from rulebook.locale import UnknownWord
from rulebook.publish import is_address
from rulebook.site import pelican_defaults
from rulebook.site.settings import UnusableSetting, site_settings

USUAL = Path("pelicanconf.py")  # the settings, where none are named and they are there
ADDRESS_CURE = "Name it: SITEURL=https://example.org make publish, or rulebook publish."
USER_ERRORS = (UnknownWord, UnusableSetting)  # their messages are whole sentences


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
        cause = _cause(error)
        raise Broken(f"{_where(cause)}{_what(cause)}") from None


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


def _cause(error: BaseException) -> BaseException:
    """Return what was at the bottom of it: Pelican's log, where errors are fatal, raises one of its own over a page's."""
    while isinstance(error, RuntimeError) and error.__context__ is not None:
        error = error.__context__
    return error


def _where(error: BaseException) -> str:
    """Return the template that an error came from, if it came from one: the innermost line of it."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_short(error.filename)}:{error.lineno}  "
    for file, line in reversed(list(_frames(error))):
        if "/templates/" in file:
            return f"{_short(file)}:{line}  "
    return ""


def _what(error: BaseException) -> str:
    if isinstance(error, USER_ERRORS):
        return str(error)
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error}."
    if isinstance(error, UndefinedError):
        return f"{error}: nothing of that name is handed to this template."
    return f"{type(error).__name__}: {error}"


def _frames(error: BaseException) -> Iterator[tuple[str, int | None]]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield frame.filename, frame.lineno


def _short(file: str | None) -> str:
    return os.path.relpath(file) if file else "a template"
