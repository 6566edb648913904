"""Run Brython in an embedded V8: translate Python to JavaScript at build time, without a browser or Node."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

# What Brython looks for before it starts. It is told that it is a worker, because there is no page here; names that
# it makes up begin at a random number, which would make every build different.
HOST_STUBS = """
var self = globalThis, WorkerGlobalScope = function () {}, importScripts = function () {}, WorkerNavigator = function () {}
var navigator = new WorkerNavigator()
var location = {href: "https://localhost/checker.js", origin: "https://localhost", pathname: "/checker.js"}
var URL = function () { this.pathname = "/checker.js"; this.search = this.hash = "" }
var Event = function () {}, addEventListener = function () {}
var console = {log() {}, info() {}, warn() {}, error() {}, debug() {}}
Math.random = () => 0
"""
NUMBERING = "function add_to_positions(scopes,ast_obj){"


def brython() -> str:
    """Return Brython's run time as its authors distribute it."""
    return files("brython").joinpath("data/brython.js").read_text("utf-8")


@contextmanager
def running(source: str) -> Iterator[MiniRacer]:
    """Give a V8 in which this text of Brython's run time has been loaded; it must be closed, or the process hangs."""
    from py_mini_racer import MiniRacer  # not before it is needed: it takes longer to import than Pelican's own parts

    context = MiniRacer()
    try:
        context.eval(HOST_STUBS)
        context.eval(source)
        yield context
    finally:
        context.close()


def translate(source: str, name: str) -> str:
    """Return a Python module as one JavaScript expression; Brython's run time must be there when it is evaluated."""
    with running(_without_positions(brython())) as context:
        return context.call("__BRYTHON__.python_to_js", source, name)


def _without_positions(source: str) -> str:
    """Return a Brython that numbers no expression for tracebacks: numbers that never repeat are a tenth of what is sent."""
    if NUMBERING not in source:
        raise ValueError("This Brython numbers expressions elsewhere. Pin the version that requirements.in names.")
    return source.replace(NUMBERING, NUMBERING + "return 1;")


def toolchain() -> Iterator[bytes]:
    """Yield what, beside the source, makes a translation what it is: Brython, V8, and how both are set up here."""
    yield brython().encode()
    yield version("mini-racer").encode()
    yield Path(__file__).read_bytes()
