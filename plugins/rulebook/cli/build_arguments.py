"""What a build can be told, for whoever builds: `rulebook build`, `publish` and `serve`, and make."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_build_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where things are, and how strictly they are judged."""
    add_place_arguments(parser)
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")


def add_place_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where things are. The rulebook is not among them: every command has that."""
    parser.add_argument("--settings", type=Path, help="Pelican's settings (pelicanconf.py, where that is there)")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the hand-written pages (content)")
    parser.add_argument("--output", type=Path, default=Path("output"), help="where the site stands afterwards (output)")


DEFAULT_PORT = 8000


def add_serve_arguments(parser: argparse.ArgumentParser) -> None:
    add_place_arguments(parser)
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"the port on this machine ({DEFAULT_PORT})")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65_535):
        raise argparse.ArgumentTypeError(f'"{text}" is no port; write a number from 1 to 65535')
    return int(text)
