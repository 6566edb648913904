"""Rulebooks that are hard to prove, by family and size: `python benchmarks/families.py FAMILY NUMBER…` checks one of them.

Prints the processor's seconds of one whole check, the memory's peak in MB, and the kinds of findings, as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "plugins")]

from rulebook.check import examine  # noqa: E402

KNOWN, ALL = ("a", "b", "c"), ("a", "b", "c", "unknown")


def forgotten(columns: int, hit_policy: str, rest: bool = False) -> str:
    """Return 4 rules a column, of three tests each; the last one, for all the rest, is forgotten unless `rest`."""
    chance = random.Random(columns)
    rules = [_rule({f"c{at}": chance.choice(ALL) for at in sorted(chance.sample(range(columns), 3))}) for _ in range(4 * columns)]
    return _table(_choices(columns), hit_policy, rules + [_rule({})] * rest)


def formula(columns: int, ratio: float, hit_policy: str) -> str:
    """Return random 3-SAT as a table: a situation without a rule is a solution; at a ratio of 4.26 they are hardest to find."""
    return _table(_choices(columns, "ab", False), hit_policy, _clauses(columns, ratio, seed=columns))


def formulas(count: int, columns: int = 100, ratio: float = 4.26) -> str:
    """Return several such tables in one rulebook."""
    tables = {f"d{at}": ("first" if at % 2 else "unique", _clauses(columns, ratio, seed=at)) for at in range(count)}
    return _book(_choices(columns, "ab", False), tables)


def pigeons(count: int) -> str:
    """Return a table that says of so many pigeons, in one hole less, which two share one: no situation is without a rule."""
    holes = [f"h{at}" for at in range(count - 1)]
    pairs = [(one, other) for one in range(count) for other in range(one)]
    return _table(
        _choices(count, holes, False),
        "first",
        [_rule({f"c{one}": hole, f"c{other}": hole}) for one, other in pairs for hole in holes],
    )


def ladder(columns: int) -> str:
    """Return a `first` decision that asks for one thing after the other."""
    return _table(_choices(columns), "first", [*(_rule({f"c{at}": "a"}) for at in range(columns)), _rule({})])


def numbers(count: int, columns: int, hit_policy: str) -> str:
    """Return rules of random intervals that overlap one another."""
    chance = random.Random(count)

    def interval() -> str:
        low = chance.randrange(800_000)
        return f"[{low}..{low + chance.randrange(1, 200_000)})"

    rules = [_rule({f"c{at}": interval() for at in range(columns) if chance.random() < 0.7}) for _ in range(count)]
    return _table(_numbers(columns), hit_policy, rules)


def thresholds(count: int) -> str:
    """Return rules that each compare one number with a threshold of their own."""
    return _table(_numbers(1), "first", [*(_rule({"c0": f"< {10 * at}"}) for at in range(1, count)), _rule({})])


def collect(columns: int, count: int) -> str:
    """Return a `collect` decision."""
    chance = random.Random(count)
    rules = [_rule({f"c{at}": chance.choice(KNOWN) for at in sorted(chance.sample(range(columns), 3))}) for _ in range(count)]
    return _table(_choices(columns), "collect", rules)


def chain(length: int, inputs: int) -> str:
    """Return decisions that each read the two before and one of the inputs."""
    tables = {}
    for at in range(length):
        before = [f"d{one}" for one in (at - 1, at - 2) if one >= 0]
        name = f"c{at % inputs}"
        rules = [
            _rule({name: "a", **dict.fromkeys(before, "x")}, "x"),
            _rule({name: "b", **dict.fromkeys(before, "x")}, "y"),
            _rule({name: "c", **dict.fromkeys(before, "y")}, "y"),
            _rule({name: "b"}, "x"),
            _rule({}, "yx"[at % 2]),
        ]
        tables[f"d{at}"] = ("first", rules)
    return _book(_choices(inputs), tables)


def _clauses(columns: int, ratio: float, seed: int) -> list[dict]:
    chance = random.Random(seed)
    tested = (sorted(chance.sample(range(columns), 3)) for _ in range(int(ratio * columns)))
    return [_rule({f"c{at}": chance.choice("ab") for at in columns}) for columns in tested]


def _rule(when: dict[str, str], then: str = "x") -> dict:
    return {"when": when, "then": then}


def _choices(count: int, options=KNOWN, unknown: bool = True) -> dict:
    one = {"type": "choice", "options": {option: {"label": option.upper()} for option in options}}
    return {f"c{at}": one | ({"unknown": "I do not know"} if unknown else {}) for at in range(count)}


def _numbers(count: int) -> dict:
    return {f"c{at}": {"type": "number", "range": "[0..1000000)"} for at in range(count)}


def _table(inputs: dict, hit_policy: str, rules: list[dict]) -> str:
    return _book(inputs, {"d": (hit_policy, rules)})


def _book(inputs: dict, tables: dict[str, tuple[str, list[dict]]]) -> str:
    """Return rules.yaml (as JSON)."""
    decisions = {
        name: {
            "question": f"What of {name}?",
            "label": name,
            "hit_policy": hit_policy,
            "outcomes": {outcome: {"label": outcome.upper()} for outcome in sorted({rule["then"] for rule in rules})},
            "rules": [{"id": f"r{at}", **rule} for at, rule in enumerate(rules)],
        }
        for name, (hit_policy, rules) in tables.items()
    }
    named = {name: {"question": f"Which {name}?", "label": name, **spec} for name, spec in inputs.items()}
    return json.dumps({"title": "Hard", "language": "en", "inputs": named, "decisions": decisions}, indent=0)


def main() -> int:
    family, *given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(globals()[family](*(json.loads(one) for one in given)), encoding="utf-8")
        started = time.process_time()
        found = examine(path).findings
        seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "mb": _peak(), "found": Counter(one.kind for one in found if one.kind != "example")}))
    return 0


def _peak() -> float:
    """Return this process's peak of memory in MB. (`getrusage` would count what the parent held when it started this one.)"""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
