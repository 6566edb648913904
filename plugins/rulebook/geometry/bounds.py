"""Numbers between bounds, and as digits, for both worlds: the simplest of them, and how it is written.

A *bound* is [number, side]: side 0 cuts just below the number, side 1 just above it. None stands for no bound.
"""

MOST_DIGITS = 15  # of a number as it is written: so many, and two different ones are never the same double
LARGEST = 10**MOST_DIGITS


def is_above(number, bound):
    """Return whether a number lies above a bound."""
    return number > bound[0] or (number == bound[0] and bound[1] == 0)


def lies_between(number, low, high):
    """Return whether a number lies between two bounds."""
    return (low is None or is_above(number, low)) and (high is None or not is_above(number, high))


def number_between(low, high, near=0):
    """Return `near` if it lies between two bounds, else of the shortest decimals that do the one nearest to it."""
    if lies_between(near, low, high):
        return near
    if low is None or is_above(near, low):
        return 0 - _lowest_between(_mirrored(high), _mirrored(low))
    return _lowest_between(low, high)


def decimal_text(number):
    """Return a number in decimals as rules.yaml, queries and tables write it, never with an exponent."""
    text, _, power = str(abs(number)).partition("e")
    whole, _, part = text.partition(".")
    shift = int(power or 0)
    if shift < 0:
        whole, part = "0", "0" * (-shift - 1) + whole + part
    elif shift:
        whole, part = whole + part + "0" * (shift - len(part)), ""
    return ("-" if number < 0 else "") + whole + ("" if part in ("", "0") else "." + part)


def _mirrored(bound):
    """Return a bound as it lies seen from the other end of the line; 0 - 0 is no -0 in either world."""
    return None if bound is None else [0 - bound[0], 1 - bound[1]]


def _lowest_between(low, high):
    """Return the lowest of the shortest decimals above one bound and below another."""
    scale = 1
    while scale <= LARGEST and abs(low[0]) * scale <= LARGEST:
        whole = int(low[0] * scale // 1)
        for tried in (whole, whole + 1):
            number = tried if scale == 1 else tried / scale
            if lies_between(number, low, high):
                return number
        scale *= 10
    return low[0] if low[1] == 0 else low[0] + 1 if high is None else (low[0] + high[0]) / 2
