"""Find the settings file that Pelican runs with: paths in it are seen from there."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

TELLING = ("SITENAME", "PLUGINS")  # a file with neither of these names is no settings file


def settings_folder(given: Mapping[str, Any]) -> Path:
    """Return the folder of the file that the settings were read from; without one, where Pelican was started.

    Pelican keeps the file's path nowhere, but loads the file as a module of its name, before any that it imports.
    """
    files = (module.__file__ for module in list(sys.modules.values()) if _is_settings(module, given))
    return Path(next(files, None) or "settings").absolute().parent


def _is_settings(module: ModuleType, given: Mapping[str, Any]) -> bool:
    """Return whether a module was loaded from a file of its name, and all its settings are among those given."""
    file, names = getattr(module, "__file__", None), [name for name in getattr(module, "__dict__", ()) if name.isupper()]
    if not file or Path(file).stem != module.__name__:
        return False
    return any(name in names for name in TELLING) and all(name in given for name in names)
