"""The refusal that every command may raise."""

from __future__ import annotations


class Refused(Exception):
    """Arguments or answers that cannot be used; the message says which and why."""
