"""Find a Chromium that starts on this machine, and say how the tests start it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LAUNCH_ARGUMENTS = [
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),  # Chromium refuses root otherwise
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NO_BROWSER = (
    "No Chromium or Chrome was found, and none could be installed. Install one (Debian: apt install chromium),\n"
    "or name yours: CHROMIUM=/path/to/chrome make test. The other tests run without: .venv/bin/pytest -m 'not browser'"
)

NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"]

USUAL_PLACES = [
    "/usr/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
]


def find_chromium() -> str | None:
    """Return the path of the first browser that starts: $CHROMIUM, the system's, then Playwright's own; or None."""
    return next((path for path in candidates() if path and starts(path)), None)


def candidates():
    yield os.environ.get("CHROMIUM")
    yield from map(shutil.which, NAMES)
    yield from USUAL_PLACES
    yield playwrights_own()


def starts(path: str) -> bool:
    """Ask for the version: on some systems `chromium-browser` is a stub that only names a package."""
    if not Path(path).is_file():
        return False
    if sys.platform == "win32":  # there, --version opens a window
        return True
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwrights_own() -> str | None:
    """Ask in a process of its own: Playwright starts only once in each."""
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    return answer.stdout.strip() or None
