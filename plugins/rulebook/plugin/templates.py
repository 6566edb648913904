"""Give Jinja a place to keep compiled templates, and render the views that pages of content/ ask for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import jinja2

from rulebook.content.directives import SHOWN
from rulebook.wording.placeholders import Call


def environment(settings: Mapping) -> dict:
    """Return Pelican's settings for Jinja with a cache of compiled templates; without, where none can be written.

    Jinja holds an entry to the template's source, not to the options it was compiled with: these name the folder.
    """
    options = settings["JINJA_ENVIRONMENT"]
    told = repr((jinja2.__version__, sorted(options.items(), key=str)))
    folder = Path(settings["CACHE_PATH"], "templates", sha256(told.encode()).hexdigest()[:12])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return options
    return {**options, "bytecode_cache": _Compiled(str(folder))} if os.access(folder, os.W_OK) else options


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder; where the disk is full they are compiled anew."""

    def dump_bytecode(self, bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def macros(settings: Mapping) -> jinja2.Environment:
    """Return the environment of the theme's macros."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(settings["THEME"], "templates")), **settings["JINJA_ENVIRONMENT"]
    )


def render(macros: jinja2.Environment, settings: Mapping, asked: Call) -> str | None:
    """Return the HTML of a view that a page of content/ asks for; None where there is no such thing."""
    shown = SHOWN[asked.view](settings["book"], asked)
    if shown is None:
        return None
    module = macros.get_template(f"macros/{asked.view}.html").make_module(dict(settings))
    return getattr(module, asked.view)(shown)
