"""The one Jinja environment of a site: for its pages, and for the views that pages of content/ ask for.

Every template of the rulebook stands under `rulebook/`, in TEMPLATES; a theme that has one of the same path overrides it.
Plain text is escaped, and a name that is not defined is an error.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from rulebook.content.directives import SHOWN
from rulebook.views.shapes import BookView
from rulebook.wording.placeholders import Call

TEMPLATES = Path(__file__).parent / "templates"
OPTIONS: Mapping[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "undefined": jinja2.StrictUndefined,
}


def environment(base: jinja2.Environment, cache: Path, names: Mapping[str, Any]) -> jinja2.Environment:
    """Return a site's environment: Pelican's, with our templates behind the theme's; `names` are there in every template."""
    loader = jinja2.ChoiceLoader([loader for loader in (base.loader, jinja2.FileSystemLoader(TEMPLATES)) if loader])
    made = base.overlay(loader=loader, bytecode_cache=_compiled(base, cache), **OPTIONS)
    made.globals = {**base.globals, **names}
    return made


def render(environment: jinja2.Environment, book: BookView, asked: Call) -> Markup | None:
    """Return the HTML of a view that a page of content/ asks for; None where there is no such thing."""
    shown = SHOWN[asked.view](book, asked)
    if shown is None:
        return None
    macros = environment.get_template(f"rulebook/macros/{asked.view}.html").module
    try:
        return getattr(macros, asked.view)(shown)
    except Exception:
        environment.handle_exception()  # raises it again, with the template's lines in the place of its code's


def _compiled(base: jinja2.Environment, cache: Path) -> jinja2.BytecodeCache | None:
    """Return a place to keep compiled templates; None where none can be written.

    Jinja holds an entry to the template's source, not to the options it was compiled with: these name the folder.
    """
    options = (jinja2.__version__, sorted(base.extensions), OPTIONS)
    folder = cache / "templates" / sha256(repr(options).encode()).hexdigest()[:12]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return _Compiled(str(folder)) if os.access(folder, os.W_OK) else None


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder; where the disk is full they are compiled anew."""

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
