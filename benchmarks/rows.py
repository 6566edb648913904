"""Write what a benchmark found as a table of Markdown, each row with its limit and whether it is held."""

from __future__ import annotations


def table(rows: list[tuple], head: tuple = ("what", "found", "at most", "")) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in lines)


def size(count: int) -> str:
    return f"{count} bytes" if count < 1000 else f"{count / 1000:.1f} kB"


def ms(value: float) -> str:
    return f"{value:.0f} ms"


def verdict(held: bool) -> str:
    return "held" if held else "missed"
