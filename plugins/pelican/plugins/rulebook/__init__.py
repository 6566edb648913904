"""Where Pelican looks for plugins by itself; all of it is in the package `rulebook`."""

from rulebook import register

__all__ = ["register"]
