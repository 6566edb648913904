"""The plugin for WordPress as what its administrators upload: a ZIP file, the same bytes at every build."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

NAME = "rulebook-checker"
FILES = (f"{NAME}.php", "readme.txt")
NO_CLOCK = (1980, 1, 1, 0, 0, 0)  # the first day that ZIP knows


def plugin() -> bytes:
    """Return the ZIP file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in FILES:
            about = zipfile.ZipInfo(f"{NAME}/{name}", NO_CLOCK)
            about.external_attr = 0o644 << 16
            packed.writestr(about, Path(__file__).with_name(name).read_bytes())
    return made.getvalue()
