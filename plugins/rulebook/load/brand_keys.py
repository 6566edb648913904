"""`brand:` → how the site looks: colours that can be read, and a mark of plain outlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from rulebook.design.colour import TEXT, contrast, readable, worst
from rulebook.design.mark import BOX
from rulebook.design.neutrals import BLACK, WHITE
from rulebook.design.palette import grounds
from rulebook.load.collector import Report, short
from rulebook.load.raw import Raw
from rulebook.model import Brand, Mark, Outline

PATH_DATA = re.compile(r"\s*[Mm][MmLlHhVvCcSsQqTtAaZz0-9eE.,+\-\s]*")
VIEW_BOX = re.compile(r"\s*-?[\d.]+(?:[\s,]+-?[\d.]+){3}\s*")
OUTSIDE = re.compile(r"/|.*(\.\.|\\)", re.DOTALL)
LARGEST = 50_000  # letters of a file; a mark is on every page
READ = {"svg", "g", "path", "title", "desc", "metadata"}
IN_PATHS = "Save it as plain SVG: filled paths in one colour, without transforms."
SCHEMES = (("accent", "light", BLACK), ("accent_dark", "dark", WHITE))  # key, scheme, where readable ones lie


class Unreadable(Exception):
    """A mark that cannot be read; the message says why. Never leaves this module."""


def make_brand(raw: Raw | None, folder: Path, report: Report) -> Brand:
    """Return what the rulebook says about its looks; what it leaves open, and what is wrong, is left open."""
    if raw is None:
        return Brand()
    for key, scheme, towards in SCHEMES:
        _is_readable(raw, key, scheme, towards, report)
    return Brand(
        accent=raw.get("accent"),
        accent_dark=raw.get("accent_dark"),
        mark=_mark(raw, folder, report),
        disclaimer=raw.get("disclaimer"),
        know_first=tuple(raw.get("know_first") or ()),
        line=raw.line,
    )


def _is_readable(raw: Raw, key: str, scheme: str, towards: str, report: Report) -> None:
    """Warn of an accent in whose colour words cannot be read, or on which they cannot."""
    colour = raw.get(key)
    behind = partial(grounds, scheme=scheme)
    if colour is None or worst(colour, behind(colour)) >= TEXT:
        return
    ground = min(behind(colour), key=lambda each: contrast(colour, each))
    ratio = int(contrast(colour, ground) * 10) / 10  # never rounded up to what is needed
    message = f"{key} {colour} on the ground {ground} has a contrast of {ratio}:1, and text needs {TEXT}:1."
    how = "darker" if towards == BLACK else "lighter"
    report.warn(
        "form",
        raw.line_of(key),
        raw.place,
        message,
        f'Take a {how} one, as in: {key}: "{readable(colour, behind, TEXT, towards)}".',
    )


def _mark(raw: Raw, folder: Path, report: Report) -> Mark | None:
    given = raw.get("mark")
    if given is None:
        return None
    try:
        return _from_file(folder, given) if given.lower().endswith(".svg") else _from_path_data(given)
    except Unreadable as why:
        report.error("form", raw.line_of("mark"), raw.place, f"mark: {why.args[0]}", why.args[1])
    return None


def _from_path_data(text: str) -> Mark:
    if not PATH_DATA.fullmatch(text):
        cure = 'Name a file, as in: mark: mark.svg, or give what stands in d="…" of an SVG path.'
        raise Unreadable(f'"{short(text)}" is neither an SVG file nor SVG path data.', cure)
    return Mark(BOX, (Outline(" ".join(text.split())),))


def _from_file(folder: Path, name: str) -> Mark:
    """Return the outlines of an SVG file. It is read, never copied: nothing else that stands in it reaches a page."""
    if OUTSIDE.match(name):
        raise Unreadable(f'"{short(name)}" lies outside the folder of this file.', "Write a path inside it, as in: mark.svg.")
    try:
        text = (folder / name).read_bytes()[: LARGEST + 1].decode("utf-8-sig")
        if len(text) > LARGEST or "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
            raise Unreadable(f"{short(name)} is too large, or holds more than a picture.", IN_PATHS)
        root = ElementTree.fromstring(text)
    except (OSError, ValueError) as error:
        raise Unreadable(f"{short(name)} cannot be read.", "Put the file beside this one, saved as UTF-8.") from error
    except ElementTree.ParseError as error:
        raise Unreadable(f"{short(name)} is not well-formed XML.", IN_PATHS) from error
    box = root.get("viewBox", "")
    if not VIEW_BOX.fullmatch(box):
        raise Unreadable(f"{short(name)} has no viewBox.", 'Give it one, as in: <svg viewBox="0 0 32 32">.')
    return Mark(" ".join(box.replace(",", " ").split()), tuple(_outlines(root, name)))


def _outlines(root: ElementTree.Element, name: str) -> Iterator[Outline]:
    paths = 0
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag not in READ or element.get("transform"):
            what = f"a transform of <{tag}>" if tag in READ else f"<{short(tag)}>"
            raise Unreadable(f"{short(name)} holds {what}, which is not read here.", IN_PATHS)
        if tag == "path":
            paths += 1
            if not PATH_DATA.fullmatch(element.get("d", "")):
                raise Unreadable(f"{short(name)} holds a path that is none.", IN_PATHS)
            yield Outline(
                " ".join(element.get("d", "").split()), "evenodd" if element.get("fill-rule") == "evenodd" else "nonzero"
            )
    if not paths:
        raise Unreadable(f"{short(name)} holds no path.", IN_PATHS)
