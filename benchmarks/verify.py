"""Print how fast a rulebook is proven, side by side with a plain sweep: `python benchmarks/verify.py [--limit SECONDS]`.

Tables of near-disjoint rules over number columns, 5 rules removed and 20 widened (large_tables.py). Seconds are those
of the processor, on one core, best of several runs; what counts are the ratios, all taken in one run on one machine.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "plugins")]

from large_tables import HIGH, LOW, boxes, rulebook, seeded  # noqa: E402
from rulebook.geometry.boxes import uncovered  # noqa: E402
from rulebook.geometry.tables import tables  # noqa: E402
from rulebook.load import load  # noqa: E402
from rulebook.model import Rulebook  # noqa: E402
from rulebook.verify import verify  # noqa: E402
from rulebook.verify.coverage import gaps  # noqa: E402
from rulebook.verify.feasibility import Feasibility  # noqa: E402
from rulebook.verify.overlaps import overlaps  # noqa: E402
from sweep import Sweep, TimeUp  # noqa: E402

SIZES = ((300, 3), (1_500, 5), (1_500, 7), (10_000, 3))  # the first is small enough for the sweep to finish anywhere
DOUBLED = ((1_500, 5), (1_500, 7), (5_000, 3))
REMOVED, WIDENED = 5, 20
MOST = 4.5  # what twice the rules may cost
RUNS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--limit", type=float, default=60, help="seconds the plain sweep is given for each task (60)")
    limit = parser.parse_args().limit
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print(
        "| rules × columns | loading | overlaps | gaps | all of verify | sweep: overlaps | sweep: gaps | verify is faster by | found |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for count, columns in SIZES:
        print(_compared(count, columns, limit), flush=True)
    print("\n| twice the rules | verify | ratio | at most |")
    print("|---|---|---|---|")
    slow = [ratio for ratio in (_doubled(count, columns) for count, columns in DOUBLED) if ratio > MOST]
    print("\n" + _against_all())
    return 1 if slow else 0


def _compared(count: int, columns: int, limit: float) -> str:
    """Return one line: our times, the sweep's, and what was found; stop where the two disagree."""
    text = seeded(count, columns, REMOVED, WIDENED)
    loading, book = _best(lambda: _loaded(text))
    table = tables(book)["d"]
    meeting, pairs = _best(lambda: list(overlaps(table, Feasibility(book, {"d": table}))))
    covering, missing = _best(lambda: list(gaps(table, Feasibility(book, {"d": table}))))
    whole, found = _best(lambda: verify(book))
    assert all(one.witness for one in found) and len(found) == len(pairs) + len(missing)
    rules, space = _stretches(book, columns)
    sweep_pairs, pairs_swept = _swept(lambda: Sweep(rules, space, limit).overlaps(), limit)
    sweep_gaps, volume_swept = _swept(lambda: sum(_volume(box) for box in Sweep(rules, space, limit).missing()), limit)
    assert pairs_swept is None or len(pairs_swept) == sum(len(one.rules) - 1 for one in pairs)
    assert volume_swept is None or volume_swept == sum(_extent(table, box) for box in uncovered(table.full, table.boxes))
    ours, theirs = whole, sweep_pairs + sweep_gaps
    over = "more than " if None in (pairs_swept, volume_swept) else ""
    cells = [
        f"{len(book.decisions['d'].rules):,} × {columns}",
        *(f"{one:.2f} s" for one in (loading, meeting, covering, whole)),
        _told(sweep_pairs, pairs_swept, limit),
        _told(sweep_gaps, volume_swept, limit),
        f"{over}{theirs / ours:.{1 if theirs < 10 * ours else 0}f} ×",
        f"{len(pairs)} overlaps, {len(missing)} gaps",
    ]
    return f"| {' | '.join(cells)} |"


def _doubled(count: int, columns: int) -> float:
    """Print one line on twice the rules and return how much longer they take."""
    books = [_loaded(seeded(number, columns, REMOVED, WIDENED)) for number in (count, 2 * count)]
    once, twice = (_best(partial(verify, book))[0] for book in books)
    ratio = twice / once
    print(f"| {count:,} → {2 * count:,} × {columns} | {once:.2f} s → {twice:.2f} s | {ratio:.1f} × | {MOST} × |", flush=True)
    return ratio


def _against_all() -> str:
    """Return a sentence on one rule that overlaps all others."""
    tiles = boxes(1_500, 5, seed=1)
    book = _loaded(rulebook([*tiles, [[LOW, HIGH]] * 5], 5))
    seconds, found = _best(lambda: verify(book))
    assert len(found) == 1 and found[0].kind == "overlap" and len(found[0].rules) == 1_501
    return f"One rule that overlaps all 1,500 others (5 columns): {seconds:.2f} s, {len(found)} finding."


def _loaded(text: str) -> Rulebook:
    """Return a rulebook given as text, read from a file as `check` reads it; loading is timed with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(text, encoding="utf-8")
        book, _ = load(path)
    assert book is not None
    return book


def _best(task: Callable) -> tuple[float, object]:
    """Return the processor seconds of the quickest of several runs, and what it returned."""
    best, result = math.inf, None
    for _ in range(RUNS):
        gc.collect()
        started = time.process_time()
        result = task()
        best = min(best, time.process_time() - started)
    return best, result


def _swept(task: Callable, limit: float) -> tuple[float, object]:
    """Return the processor seconds of one run and its result; the limit and None where it ran over."""
    gc.collect()
    started = time.process_time()
    try:
        result = task()
    except TimeUp:
        return limit, None
    return time.process_time() - started, result


def _told(seconds: float, result: object, limit: float) -> str:
    return f"> {limit:g} s" if result is None else f"{seconds:.2f} s"


def _stretches(book: Rulebook, columns: int) -> tuple[list, list]:
    """Return the rules as the sweep reads them, and the whole space."""
    rules = [
        [(rule.when[f"in{at}"].intervals[0].low, rule.when[f"in{at}"].intervals[0].high) for at in range(columns)]
        for rule in book.decisions["d"].rules
    ]
    return rules, [(LOW, HIGH)] * columns


def _volume(box) -> int:
    return math.prod(high - low for low, high in box)


def _extent(table, box) -> int:
    """Return how much of the space a box of cells takes up."""
    return math.prod(
        sum(axis.edges[cell + 1][0] - axis.edges[cell][0] for cell in range(axis.known) if mask >> cell & 1)
        for axis, mask in zip(table.axes, box, strict=True)
    )


if __name__ == "__main__":
    sys.exit(main())
