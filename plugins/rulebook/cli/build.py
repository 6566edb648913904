"""Build the site: check, run Pelican into a fresh folder, publish if the settings say so, check what came out, then put it
in place in one step (cli/releases.py). Whatever fails or is killed leaves the last good site as it was.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rulebook.check import examine, report
from rulebook.cli.releases import added_folder, fresh_folder, put_in_place, refuse_taken
from rulebook.model import Finding
from rulebook.plugin.run_pelican import Broken, run_pelican
from rulebook.publish import is_address, publish
from rulebook.site.linkcheck import check_site

NAMED = 3  # files that a message names


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the site and return the exit code: 0 done, 1 refused, 2 bad arguments."""
    options = read_arguments(arguments)
    try:
        build(options)
    except Broken as broken:
        print(broken, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m rulebook.cli.build", description="Verify the rules and build the site.")
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"), help="Pelican's settings (pelicanconf.py)")
    parser.add_argument("--rules", type=Path, default=Path("rules.yaml"), help="the rulebook (rules.yaml)")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the hand-written pages (content)")
    parser.add_argument("--output", type=Path, default=Path("output"), help="where the site stands afterwards (output)")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    return parser.parse_args(arguments)


def build(options: argparse.Namespace) -> None:
    """Build the site into `options.output`. Raise Broken, with the words for people, where that is not possible."""
    refuse_taken(options.output)
    checked = examine(options.rules, content=options.content)
    refuse(checked.findings, options.strict)
    with fresh_folder(options.output) as fresh:
        settings = run_pelican(options.settings, rules=options.rules, content=options.content, output=fresh, checked=checked)
        if settings.get("PUBLISH"):
            make_public(fresh, settings)
        refuse(check_site(fresh, settings["SITEURL"]))
        tell(put_in_place(fresh, options.output), options.output)


def make_public(fresh: Path, settings: Mapping) -> None:
    """Make the fresh build ready for a server; raise Broken where it has no address."""
    if not is_address(settings["SITEURL"]):
        raise Broken(
            f"The site's address is missing or wrong: SITEURL={settings['SITEURL']!r}. Name it: SITEURL=https://example.org make publish"
        )
    now = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    publish(fresh, settings["SITEURL"], settings.get("SECURITY_CONTACT", ""), datetime.fromtimestamp(now, UTC).date())


def refuse(found: Sequence[Finding], strict: bool = False) -> None:
    """Print what was found; raise Broken where it is too much."""
    stops = ("error", "warning") if strict else ("error",)
    if any(finding.severity in stops for finding in found):
        raise Broken(f"{report.text(found)}\nNothing was built.")
    if any(finding.severity == "warning" for finding in found):
        print(report.text(found), file=sys.stderr)


def tell(added: Sequence[str], output: Path) -> None:
    """Say which files people had put into the site that has been replaced, and where they are now."""
    if added:
        more = f" and {len(added) - NAMED} more" if len(added) > NAMED else ""
        print(
            f"{output} is made anew by every build. Put into it or changed there by hand, and not in the new one: "
            f"{', '.join(added[:NAMED])}{more}. Kept in {added_folder(output)}. Files of your own belong into content/files/.",
            file=sys.stderr,
        )


if __name__ == "__main__":
    gc.disable()  # a build is short, and nearly all that it makes lives to its end
    sys.exit(main())
