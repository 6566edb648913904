"""The settings of a site: every name with its default and what it means, and their values as one frozen thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

PREFIX = "RULEBOOK_"
A4, US_LETTER = "a4", "us-letter"
YES = "yes"  # of a setting that the environment may give
PAPERS = (A4, US_LETTER)


@dataclass(frozen=True)
class Setting:
    """A setting; `formerly` is the name it had, which counts where the new one is not given."""

    name: str
    default: Any
    meaning: str
    formerly: str = ""
    choices: tuple[str, ...] = ()


SETTINGS = (
    Setting("RULEBOOK", "rules.yaml", "The rulebook."),
    Setting("RULEBOOK_CHANGES", "docs/changes", "The entries of /changes/, seen from the rulebook; none, no page.", "CHANGES"),
    Setting("RULEBOOK_CASES", "tests/cases", "Cases whose worked examples are shown, seen from the rulebook.", "CASES"),
    Setting("RULEBOOK_PAPER", A4, "What the reference edition is printed on; all else comes on both.", "FAQ_PAPER", PAPERS),
    Setting("RULEBOOK_REPORT_TO", "", "Who is told of a fault: an e-mail address, or a form for new issues.", "REPORT_TO"),
    Setting("RULEBOOK_SECURITY_CONTACT", "", "Whom /.well-known/security.txt names.", "SECURITY_CONTACT"),
    Setting("RULEBOOK_OFFLINE", YES, "Whether browsers keep the published site; no rids them of it.", choices=(YES, "no")),
    Setting("RULEBOOK_PUBLISH", False, "Whether the build is made ready for a server.", "PUBLISH"),
    Setting("RULEBOOK_STRICT", False, "Whether warnings refuse the build as errors do."),
)


class UnusableSetting(ValueError):
    """A setting that cannot be used; the message is for people."""


@dataclass(frozen=True)
class SiteSettings:
    """What a site's settings say, Pelican's own among them: `content` is its PATH, `site_url` its SITEURL."""

    rulebook: Path
    changes: str  # seen from the rulebook
    cases: Path | None
    paper: str
    report_to: str
    security_contact: str
    offline: bool
    publish: bool
    strict: bool
    content: Path
    cache: Path
    site_url: str


def site_settings(given: Mapping[str, Any]) -> SiteSettings:
    """Return what Pelican's settings say about the rulebook's site; raise UnusableSetting."""
    for fault in _faults(given):
        raise UnusableSetting(fault)
    value = {setting.name: _value(setting, given) for setting in SETTINGS}
    rulebook = Path(value["RULEBOOK"])
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
        content=Path(given["PATH"]),
        cache=Path(given["CACHE_PATH"]),
        site_url=given["SITEURL"].rstrip("/"),
    )


def relative_to_rulebook(rulebook: str | Path, folder: str | None) -> Path | None:
    """Return a folder that is named as seen from the rulebook; None where none is named."""
    return Path(rulebook).parent / folder if folder else None


def default(name: str) -> Any:
    """Return what holds where a setting is not given."""
    return next(setting.default for setting in SETTINGS if setting.name == name)


def _value(setting: Setting, given: Mapping[str, Any]) -> Any:
    return given.get(setting.name, given.get(setting.formerly, setting.default))


def _faults(given: Mapping[str, Any]) -> Iterator[str]:
    names = [setting.name for setting in SETTINGS]
    for name in given:
        if name.startswith(PREFIX) and name not in names:
            close = get_close_matches(name, names, 1)
            yield f"There is no setting {name}. " + (f"Did you mean {close[0]}?" if close else f"There are {', '.join(names)}.")
    for setting in SETTINGS:
        value = _value(setting, given)
        if setting.choices and value not in setting.choices:
            yield f"{setting.name} is {value!r}. Write {' or '.join(map(repr, setting.choices))}."
