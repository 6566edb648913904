"""Say in words what stopped a build: where an error came from, and what it was."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from rulebook.locale import UnknownWord
from rulebook.site.settings import UnusableSetting

USER_ERRORS = (UnknownWord, UnusableSetting)  # their messages are whole sentences


def told(error: Exception) -> str:
    """Return an error as a line for people: the template it came from, if it did, and what was wrong."""
    cause = _cause(error)
    return f"{_where(cause)}{_what(cause)}"


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
        if "/templates/" in file or file.endswith(".html"):  # a theme's overrides stand in folders of any name
            return f"{_short(file)}:{line}  "
    return ""


def _what(error: BaseException) -> str:
    if isinstance(error, USER_ERRORS):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
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
