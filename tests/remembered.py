"""Work something out once in all tests of a worker."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any


def remembered(function: Callable) -> Callable:
    """Work each call out once; an argument that is left out is its default (to `functools.cache` the two are different calls)."""
    signature, known = inspect.signature(function), {}

    @wraps(function)
    def once(*arguments: Any, **named: Any) -> Any:
        bound = signature.bind(*arguments, **named)
        bound.apply_defaults()
        key = tuple(bound.arguments.values())
        if key not in known:
            known[key] = function(*key)
        return known[key]

    return once
