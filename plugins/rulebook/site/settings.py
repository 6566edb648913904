"""The settings of a site: every name with its default and what it means, and their values as one frozen thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Any

PREFIX = "RULEBOOK_"
A4, US_LETTER = "a4", "us-letter"
YES = "yes"  # of a setting that the environment may give
PAPERS = (A4, US_LETTER)
SCHEMES = ("light", "dark", "auto")  # "auto": as the reader's system wishes
OWN_SITES = "rulebook.plugin"  # under this name the plugin stands in the settings of the rulebook's own sites, and always did
BELOW = re.compile(r"/?(?:[\w-][\w.-]*(?:/[\w-][\w.-]*)*)?/?")  # an address below the root, that leads nowhere else


@dataclass(frozen=True)
class Setting:
    """A setting.

    `formerly` is the name it had, which counts where the new one is not given; `own_sites_only` where the default holds in
    the rulebook's own sites alone: beside a guest's rulebook, what has that name is the host's.
    """

    name: str
    default: Any
    meaning: str
    formerly: str = ""
    choices: tuple[str, ...] = ()
    own_sites_only: bool = False


SETTINGS = (
    Setting("RULEBOOK", "rules.yaml", "The rulebook."),
    Setting("RULEBOOK_CHANGES", "docs/changes", "Entries of /changes/, seen from the rulebook.", "CHANGES", own_sites_only=True),
    Setting("RULEBOOK_CASES", "tests/cases", "Cases whose worked examples are shown.", "CASES", own_sites_only=True),
    Setting("RULEBOOK_PAPER", A4, "What the reference edition is printed on; all else comes on both.", "FAQ_PAPER", PAPERS),
    Setting("RULEBOOK_REPORT_TO", "", "Who is told of a fault: an e-mail address, or a form for new issues.", "REPORT_TO"),
    Setting("RULEBOOK_SECURITY_CONTACT", "", "Whom /.well-known/security.txt names.", "SECURITY_CONTACT"),
    Setting("RULEBOOK_OFFLINE", YES, "Whether browsers keep the published site; no rids them of it.", choices=(YES, "no")),
    Setting("RULEBOOK_PUBLISH", False, "Whether the build is made ready for a server.", "PUBLISH"),
    Setting("RULEBOOK_STRICT", False, "Whether warnings refuse the build as errors do."),
    Setting("RULEBOOK_SITE", None, "Whether the site is the rulebook's own; else its pages are guests in another's."),
    Setting("RULEBOOK_URL", "rulebook", "Below which address a guest's pages stand, seen from the site's root."),
    Setting("RULEBOOK_SCHEME", "light", "Whether a guest's pages stand on a light or a dark ground.", choices=SCHEMES),
)


class UnusableSetting(ValueError):
    """A setting that cannot be used; the message is for people."""


@dataclass(frozen=True)
class SiteSettings:
    """What a site's settings say, Pelican's own among them: `content` is its PATH.

    `site_url` is where the rulebook's root stands: SITEURL, and for a guest the address below which its pages stand
    there. That address, without slashes around it, is `below`; "" for a site of the rulebook's own.
    """

    rulebook: Path
    changes: str  # seen from the rulebook
    cases: Path | None
    paper: str
    report_to: str
    security_contact: str
    offline: bool
    publish: bool
    strict: bool
    whole: bool  # the site is the rulebook's own
    below: str
    scheme: str
    content: Path
    cache: Path
    site_url: str


def site_settings(given: Mapping[str, Any]) -> SiteSettings:
    """Return what Pelican's settings say about the rulebook's site; raise UnusableSetting."""
    for fault in _faults(given):
        raise UnusableSetting(fault)
    value = {setting.name: _value(setting, given) for setting in SETTINGS}
    rulebook, whole = Path(value["RULEBOOK"] or default("RULEBOOK")), is_whole(given)
    below = "" if whole else value["RULEBOOK_URL"].strip("/")
    return SiteSettings(
        rulebook=rulebook,
        changes=value["RULEBOOK_CHANGES"] or "",
        cases=relative_to_rulebook(rulebook, value["RULEBOOK_CASES"]),
        paper=value["RULEBOOK_PAPER"],
        report_to=value["RULEBOOK_REPORT_TO"] or "",
        security_contact=value["RULEBOOK_SECURITY_CONTACT"] or "",
        offline=value["RULEBOOK_OFFLINE"] == YES,
        publish=bool(value["RULEBOOK_PUBLISH"]),
        strict=bool(value["RULEBOOK_STRICT"]),
        whole=whole,
        below=below,
        scheme=value["RULEBOOK_SCHEME"],
        content=Path(given["PATH"]),
        cache=Path(given["CACHE_PATH"]),
        site_url=f"{given['SITEURL'].rstrip('/')}/{below}".rstrip("/"),
    )


def is_whole(given: Mapping[str, Any]) -> bool:
    """Return whether the site is the rulebook's own: by its setting, or as settings of before say it, by the plugin's name."""
    said = given.get("RULEBOOK_SITE")
    return bool(said) if said is not None else any(_name(one) == OWN_SITES for one in given.get("PLUGINS") or ())


def _name(plugin: Any) -> str:
    """Return the name of a plugin, which settings may hold as a module."""
    return plugin if isinstance(plugin, str) else getattr(plugin, "__name__", "")


def relative_to_rulebook(rulebook: str | Path, folder: str | None) -> Path | None:
    """Return a folder that is named as seen from the rulebook; None where none is named."""
    return Path(rulebook).parent / folder if folder else None


def default(name: str) -> Any:
    """Return what holds where a setting is not given."""
    return next(setting.default for setting in SETTINGS if setting.name == name)


def _value(setting: Setting, given: Mapping[str, Any]) -> Any:
    """Return what is given, else the default; beside a guest the old names, without RULEBOOK_, are the host's own."""
    if is_whole(given):
        return given.get(setting.name, given.get(setting.formerly, setting.default))
    return given.get(setting.name, "" if setting.own_sites_only else setting.default)


def _faults(given: Mapping[str, Any]) -> Iterator[str]:
    names = [setting.name for setting in SETTINGS]
    for name in given:
        if name.startswith(PREFIX) and name not in names:
            close = get_close_matches(name, names, 1)
            yield f"There is no setting {name}. " + (f"Did you mean {close[0]}?" if close else f"There are {', '.join(names)}.")
    url = given.get("RULEBOOK_URL", "")
    if not isinstance(url, str) or not BELOW.fullmatch(url):
        yield f"RULEBOOK_URL is {url!r}. Write an address below the site's root, like 'rulebook' or 'help/returns'."
    for setting in SETTINGS:
        value = _value(setting, given)
        if isinstance(setting.default, str) and not isinstance(value, str | PathLike | None):
            yield f"{setting.name} is {value!r}. Write it as text, in quotes."
        elif setting.choices and value not in setting.choices:
            yield f"{setting.name} is {value!r}. Write {' or '.join(map(repr, setting.choices))}."
