"""Build the site: check, run Pelican into a fresh folder, publish if the settings say so, check what came out, then put it
in place in one step.

`output` is a link to a finished build under `.builds`. Whatever fails or is killed leaves the last good site as it was.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from rulebook.check.refusal import Broken, refuse
from rulebook.cli.streams import prepare_streams, say
from rulebook.plugin.run_pelican import run_pelican
from rulebook.publish import publish
from rulebook.site.linkcheck import check_site
from rulebook.site.settings import SiteSettings, site_settings

BUILDS = ".builds"
KEPT = 2  # the site that stands, and the one before
UNFINISHED = ".part"
ABANDONED = 3600  # seconds after which an unfinished build is somebody's leftover


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the site and return the exit code: 0 done, 1 refused, 2 bad arguments."""
    prepare_streams()
    options = read_arguments(arguments)
    try:
        build(options)
    except Broken as broken:
        say(f"{broken}\nNothing was built.", sys.stderr)
        return 1
    except OSError as fault:
        say(
            f"{fault.filename or options.output}: {fault.strerror}. Nothing was put in place; the last good site stands.",
            sys.stderr,
        )
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
    refuse_folder(options.output)
    today = day_of_build()
    fresh = fresh_folder(options.output)
    try:
        made = run_pelican(options.settings, rules=options.rules, content=options.content, output=fresh, strict=options.strict)
        settings = site_settings(made)
        if settings.publish:
            make_public(fresh, settings, today)
        refuse(check_site(fresh, settings.site_url))
        put_in_place(fresh, options.output)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    prune(options.output)


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
    publish(fresh, settings.site_url, settings.security_contact, today)


def refuse_folder(output: Path) -> None:
    """Raise Broken where something stands in the way that is not ours to replace."""
    if output.exists() and not output.is_symlink():
        raise Broken(f"{output} is there and is no link to a build. Move it away or delete it, then build again.")


def fresh_folder(output: Path) -> Path:
    """Return a new empty folder beside the builds of this output."""
    builds = output.parent / BUILDS
    try:
        builds.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{output.name}-", suffix=UNFINISHED, dir=builds))
    except OSError as fault:
        raise Broken(
            f"Nothing can be built in {builds}: {fault.strerror}. Make room for it, or name another place: --output FOLDER."
        ) from None


def put_in_place(fresh: Path, output: Path) -> None:
    """Let the link lead to the fresh build; at no moment is there no site or half a one."""
    os.chmod(fresh, 0o755)
    finished = fresh.with_name(fresh.name.removesuffix(UNFINISHED))
    os.replace(fresh, finished)
    link = output.with_name(f".{output.name}-{os.getpid()}")
    link.unlink(missing_ok=True)
    link.symlink_to(finished.relative_to(output.parent), target_is_directory=True)
    os.replace(link, output)


def prune(output: Path) -> None:
    """Delete the builds of this output that are neither in place nor the one before, and what was abandoned."""
    builds = [path for path in (output.parent / BUILDS).glob(f"{output.name}-????????*") if path.is_dir()]
    newest = sorted(builds, key=lambda path: path.stat().st_mtime, reverse=True)
    finished = [path for path in newest if path.suffix != UNFINISHED and path != output.parent / os.readlink(output)]
    abandoned = [path for path in newest if path.suffix == UNFINISHED and time.time() - path.stat().st_mtime > ABANDONED]
    for path in (*finished[KEPT - 1 :], *abandoned):
        shutil.rmtree(path, ignore_errors=True)


if __name__ == "__main__":
    gc.disable()  # a build is short, and nearly all that it makes lives to its end
    sys.exit(main())
