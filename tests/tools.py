"""What the tests use besides Python, how it is found, and how it is installed where that may be done.

`make test` calls this first. Whatever is missing afterwards is named at the end of the run (tests/conftest.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from tests.browser.chromium import find_chromium
from tests.browser.firefox import find_firefox

# Debian keeps servers where ordinary users do not look
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
QUICKLY = ("-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20")
# RUNLEVEL=1 keeps a package from starting its service
QUIETLY = ("env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get", *QUICKLY, "-qq")


class Tool(NamedTuple):
    find: Callable[[], str | None]
    package: str  # Debian's


def command(name: str) -> str | None:
    return shutil.which(name, path=PATH)


def file(path: str) -> str | None:
    return path if Path(path).is_file() else None


TOOLS = {
    "Chromium": Tool(find_chromium, "chromium"),
    "Firefox": Tool(find_firefox, "firefox-esr"),
    "nginx": Tool(partial(command, "nginx"), "nginx"),
    "nginx's brotli module": Tool(
        partial(file, "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"), "libnginx-mod-http-brotli-static"
    ),
    "PHP": Tool(partial(command, "php"), "php-cli"),
    "w3m": Tool(partial(command, "w3m"), "w3m"),
}


def main() -> None:
    """Install what is missing, where that needs no password; say what is done, and which browser is used."""
    for name, tool in TOOLS.items():
        if not tool.find() and may_install():
            print(f"The tests use {name}, which is not here; installing {tool.package} ...", flush=True)
            apt_get("install", "-y", tool.package)
    if not TOOLS["Chromium"].find() and may_download():
        print("No Chromium could be installed that way; asking Playwright for its own ...", flush=True)
        run(sys.executable, "-m", "playwright", "install", "chromium")
    print(f"Browser for the tests: {TOOLS['Chromium'].find() or 'none'}", flush=True)


def in_ci() -> bool:
    """In CI everything has to be tried: there, a missing tool is a failure."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def untried(missing: dict[str, int]) -> str:
    """Return the sentence about {tool: number of tests left out for want of it}."""
    several = sum(missing.values()) > 1
    install = (
        f"sudo apt-get install {' '.join(TOOLS[name].package for name in missing)}"
        if command("apt-get")
        else "install what is missing"
    )
    browser = ", or name your browser: CHROMIUM=/path/to/chrome make test" if "Chromium" in missing else ""
    return (
        f"{sum(missing.values())} test{'s were' if several else ' was'} left untried, for want of {' and '.join(missing)}. "
        f"To run {'them' if several else 'it'} too: {install}{browser}."
    )


def may_download() -> bool:
    """INSTALL=no leaves the machine as it is."""
    return os.environ.get("INSTALL", "").lower() != "no"


@cache
def may_install() -> bool:
    return may_download() and bool(shutil.which("apt-get")) and as_root() is not None and apt_get("update")


@cache
def as_root() -> tuple[str, ...] | None:
    """Return what a command begins with to be run as root, or None where a password would be asked for."""
    if os.geteuid() == 0:
        return ()
    return ("sudo", "-n") if shutil.which("sudo") and run("sudo", "-n", "true", stderr=subprocess.DEVNULL) else None


def apt_get(*words: str) -> bool:
    return run(*(as_root() or ()), *QUIETLY, *words)


def run(*words: str, stderr: int | None = None) -> bool:
    nothing = subprocess.DEVNULL
    return subprocess.run(words, stdin=nothing, stdout=nothing, stderr=stderr, check=False).returncode == 0


if __name__ == "__main__":
    main()
