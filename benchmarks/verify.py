"""Print how fast a rulebook is proven, side by side with a plain sweep: `python benchmarks/verify.py [--limit SECONDS]`.

Tables of near-disjoint rules over number columns, 5 rules removed and 20 widened (large_tables.py). Seconds are those
of the processor, on one core, best of several runs; what counts are the ratios, all taken in one run on one machine.
Then whole checks of families that are hard to prove (families.py), each in a process of its own; `--curves` prints these
alone. All must end within bounds, whatever their size: what cannot be told is found to be `not_judged` or `too_large`.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "plugins")]

from large_tables import HIGH, LOW, boxes, rulebook, seeded  # noqa: E402
from rulebook.geometry.box_tables import tables  # noqa: E402
from rulebook.geometry.cover import uncovered  # noqa: E402
from rulebook.geometry.step_budget import Steps  # noqa: E402
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
MOST_MB = 300
CURVES = {  # family, its size in words, what families.py is given → sizes, each with the most seconds it may take
    ("forgotten", "{} columns, first", '{} "first"'): ((12, 2), (15, 2), (20, 2), (80, 10), (200, 10)),
    ("forgotten", "{} columns, unique", '{} "unique"'): ((12, 2), (15, 2), (20, 2), (80, 10), (200, 10)),
    ("forgotten", "{} columns, nothing forgotten", '{} "first" true'): ((12, 10), (20, 10), (80, 10), (200, 10)),
    **{
        ("formula", f"{{}} columns, ratio {ratio}, {policy}", f'{{}} {ratio} "{policy}"'): (
            (20, 10),
            (50, 10),
            (100, 10),
            (200, 10),
        )
        for policy in ("first", "unique")
        for ratio in (3, 4.26, 6)
    },
    ("formulas", "{} of 100 columns", "{}"): ((5, 10), (30, 10)),
    ("pigeons", "{}", "{}"): ((7, 10), (9, 10), (12, 10)),
    ("ladder", "{} inputs", "{}"): ((50, 10), (200, 10)),
    ("numbers", "{} rules × 3, first", '{} 3 "first"'): ((1_000, 10), (10_000, 10)),
    ("numbers", "{} rules × 3, unique", '{} 3 "unique"'): ((1_000, 10), (10_000, 10)),
    ("numbers", "{} rules × 20, unique", '{} 20 "unique"'): ((1_000, 10), (5_000, 10), (10_000, 10)),
    ("thresholds", "{} rules", "{}"): ((1_000, 10), (10_000, 10)),
    ("collect", "20 columns × {} rules", "20 {}"): ((1_000, 10), (10_000, 10)),
    ("collect", "200 columns × {} rules", "200 {}"): ((1_000, 10), (10_000, 10)),
    ("chain", "{} decisions over 4 inputs", "{} 4"): ((20, 10), (60, 10), (100, 10)),
    ("chain", "{} decisions over 100 inputs", "{} 100"): ((20, 10), (60, 10), (100, 10)),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--limit", type=float, default=60, help="seconds the plain sweep is given for each task (60)")
    parser.add_argument("--curves", action="store_true", help="print the families that are hard to prove, and nothing else")
    arguments = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    held = True if arguments.curves else _side_by_side(arguments.limit)
    return 0 if _curves() and held else 1


def _side_by_side(limit: float) -> bool:
    """Print our times beside the sweep's; return whether twice the rules cost no more than they may."""
    print(
        "| rules × columns | loading | overlaps | gaps | all of verify | sweep: overlaps | sweep: gaps | verify is faster by | found |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for count, columns in SIZES:
        print(_compared(count, columns, limit), flush=True)
    print("\n| twice the rules | verify | ratio | at most |")
    print("|---|---|---|---|")
    slow = [ratio for ratio in (_doubled(count, columns) for count, columns in DOUBLED) if ratio > MOST]
    print("\n" + _against_all() + "\n")
    return not slow


def _curves() -> bool:
    """Print a line for each family and size; return whether all ended within their bounds."""
    print("| family | of | seconds | at most | MB | at most | found |")
    print("|---|---|---|---|---|---|---|")
    held = True
    for (family, size, given), points in CURVES.items():
        for number, most in points:
            command = [sys.executable, str(HERE / "families.py"), family, *given.format(number).split()]
            done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            found = ", ".join(f"{count} {kind}" for kind, count in done["found"].items()) or "nothing"
            cells = [
                family,
                size.format(f"{number:,}"),
                f"{done['seconds']:.2f}",
                f"{most}",
                f"{done['mb']:.0f}",
                f"{MOST_MB}",
                found,
            ]
            print(f"| {' | '.join(cells)} |", flush=True)
            held &= done["seconds"] <= most and done["mb"] <= MOST_MB
    return held


def _compared(count: int, columns: int, limit: float) -> str:
    """Return one line: our times, the sweep's, and what was found; stop where the two disagree."""
    text = seeded(count, columns, REMOVED, WIDENED)
    loading, book = _best(lambda: _loaded(text))
    table = tables(book)["d"]  # replaced by itself below: each run starts without what another remembered
    meeting, pairs = _best(lambda: list(overlaps(replace(table), Feasibility(book, {"d": table}))))
    covering, missing = _best(lambda: list(gaps(replace(table), Feasibility(book, {"d": table}))))
    whole, found = _best(lambda: verify(book))
    assert all(one.witness for one in found) and len(found) == len(pairs) + len(missing)
    rules, space = _intervals(book, columns)
    sweep_pairs, pairs_swept = _swept(lambda: Sweep(rules, space, limit).overlaps(), limit)
    sweep_gaps, volume_swept = _swept(lambda: sum(_volume(box) for box in Sweep(rules, space, limit).missing()), limit)
    assert pairs_swept is None or len(pairs_swept) == sum(len(one.rules) - 1 for one in pairs)
    assert volume_swept is None or volume_swept == sum(
        _extent(table, box) for box in uncovered(table.full, table.entries, Steps(10**9))
    )
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


def _intervals(book: Rulebook, columns: int) -> tuple[list, list]:
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
