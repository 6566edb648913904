"""Build the site: check, run Pelican into a fresh folder, publish if the settings echo so, check what came out, then put it
in place in one step (cli/releases.py). Whatever fails or is killed leaves the last good site as it was.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rulebook.check.refusal import Broken, refuse
from rulebook.cli.build_arguments import add_build_arguments
from rulebook.cli.releases import added_folder, fresh_folder, put_in_place, refuse_occupied
from rulebook.cli.streams import echo, prepare_streams
from rulebook.plugin.run_pelican import run_pelican
from rulebook.publish import publish
from rulebook.site.linkcheck import check_site
from rulebook.site.settings import SiteSettings, site_settings

# variable → setting, as publishconf.py has them for `make publish`
FROM_ENVIRONMENT = {"SITEURL": "SITEURL"} | {name: f"RULEBOOK_{name}" for name in ("REPORT_TO", "SECURITY_CONTACT", "OFFLINE")}
NAMED = 3  # files that a message names


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the site and return the exit code: 0 done, 1 refused, 2 bad arguments."""
    prepare_streams()
    return run(read_arguments(arguments))


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m rulebook.cli.build", description="Verify the rules and build the site.")
    parser.add_argument("--rules", type=Path, default=Path("rules.yaml"), help="the rulebook (rules.yaml)")
    add_build_arguments(parser)
    return parser.parse_args(arguments)


def run(options: argparse.Namespace, overrides: Mapping[str, Any] | None = None) -> int:
    """Build, and return the exit code."""
    try:
        build(options, overrides)
    except Broken as broken:
        echo(f"{broken}\nNothing was built.", sys.stderr)
        return 1
    except OSError as fault:
        said = f"{fault.filename or options.output}: {fault.strerror}. Nothing was put in place; the last good site stands."
        echo(said, sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def publish_site(options: argparse.Namespace) -> int:
    """Build for a server, its address and contacts taken from the environment where they are there; return the exit code."""
    given = {setting: os.environ[name] for name, setting in FROM_ENVIRONMENT.items() if os.environ.get(name)}
    return run(options, {"RULEBOOK_PUBLISH": True, **given})


def build(options: argparse.Namespace, overrides: Mapping[str, Any] | None = None) -> None:
    """Build the site into `options.output`. Raise Broken, with the words for people, where that is not possible."""
    refuse_occupied(options.output)
    today = day_of_build()
    with fresh_folder(options.output) as fresh:
        more = {"RULEBOOK_STRICT": True} if options.strict else {}
        made = run_pelican(options.settings, Path(options.rules), options.content, fresh, {**more, **(overrides or {})})
        settings = site_settings(made)
        if settings.publish:
            make_public(fresh, settings, today)
        refuse(check_site(fresh, settings.site_url))
        report_added(put_in_place(fresh, options.output), options.output)


def day_of_build() -> date:
    """Return the day that the site says it was made on: today's, or that of SOURCE_DATE_EPOCH."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(given or time.time()), UTC).date()
    except (ValueError, OverflowError, OSError):
        cure = "Write the seconds since 1970, as `git log -1 --format=%ct` prints them."
        raise Broken(f"SOURCE_DATE_EPOCH={given!r} is no time. {cure}") from None


def make_public(fresh: Path, settings: SiteSettings, today: date) -> None:
    """Make the fresh build ready for a server."""
    publish(fresh, settings.site_url, settings.security_contact, today, settings.offline)


def report_added(added: Sequence[str], output: Path) -> None:
    """Say which files people had put into the site that has been replaced, and where they are now."""
    if added:
        more = f" and {len(added) - NAMED} more" if len(added) > NAMED else ""
        echo(
            f"{output} is made anew by every build. Put into it or changed there by hand, and not in the new one: "
            f"{', '.join(added[:NAMED])}{more}. Kept in {added_folder(output)}. Files of your own belong into content/files/.",
            sys.stderr,
        )


if __name__ == "__main__":
    gc.disable()  # a build is short, and nearly all that it makes lives to its end
    sys.exit(main())
