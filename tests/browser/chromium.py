"""Find a Chromium that starts on this machine, and say how the tests start it."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LAUNCH_ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses root otherwise; Playwright says so too
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

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
    """Show an empty page: on some systems `chromium-browser` only names a package, or is shut in where tests cannot reach it."""
    if not Path(path).is_file():
        return False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, "--headless", *LAUNCH_ARGUMENTS, f"--user-data-dir={profile}", "--dump-dom", "about:blank"]
        try:
            shown = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return shown.returncode == 0 and b"<body>" in shown.stdout


def playwrights_own() -> str | None:
    """Ask in a process of its own: Playwright starts only once in each."""
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    return answer.stdout.strip() or None
