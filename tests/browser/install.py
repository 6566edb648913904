"""Make sure that a browser is there before the tests start; in CI also the optional tools some tests use."""

import os
import shutil
import subprocess
import sys

from tests.browser.chromium import NO_BROWSER, find_chromium

# command or file: Debian's package
OPTIONAL = {
    "w3m": "w3m",
    "nginx": "nginx",
    "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so": "libnginx-mod-http-brotli-static",
}


def main() -> int:
    if os.environ.get("CI") == "true" and may_use_apt():
        for package in missing_tools():
            if not apt_install(package):
                print(f"{package} could not be installed: the tests that need it fail, as in CI they must run.")
    browser = find_chromium() or install_chromium()
    print(f"Browser for the tests: {browser}" if browser else NO_BROWSER, flush=True)
    return 0 if browser else 1


def missing_tools():
    return [package for command, package in OPTIONAL.items() if not (shutil.which(command) or os.path.exists(command))]


def install_chromium() -> str | None:
    print("No Chromium found; installing one ...", flush=True)
    if may_use_apt() and apt_install("chromium") and (found := find_chromium()):
        return found
    run(sys.executable, "-m", "playwright", "install", "chromium")
    return find_chromium()


def may_use_apt() -> bool:
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def apt_install(package: str) -> bool:
    wait = ("-o", "DPkg::Lock::Timeout=300")
    return run("apt-get", *wait, "-qq", "update") and run("apt-get", *wait, "-qq", "-y", "install", package)


def run(*command: str) -> bool:
    # RUNLEVEL=1 keeps a package from starting its service
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    return subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
