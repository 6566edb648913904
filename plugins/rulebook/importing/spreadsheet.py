"""Rows of a spreadsheet → a decision table: a row of headings, a row for each rule. How columns are told apart is said here.

Ours (export/csv_tables.py) are known by their headings. Else results stand under a heading that says so (`then …`,
`output …`, `result …`, `→ …`), behind an empty column, or in the last one; `because` and its like are reasons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rulebook.export.csv_tables import unescape_formula
from rulebook.importing.drafts import BASES
from rulebook.importing.values import Asked, NotImportable, Output, Row, Sheet

RESULT = re.compile(
    r"(?:then|outputs?|results?|out|→|=>|=)[\s:._-]+(\S.*)|(\S.*?)\s*[(\[](?:output|result|then)[)\]]", re.IGNORECASE
)
REASONS = ("because", "reason", "comment", "comments", "annotation", "annotations", "description", "note", "notes")
RULES = ("rule", "rules", "#", "id", "no", "no.", "nr", "nr.", "number")
LETTERS = {"U": "unique", "F": "first", "A": "any", "P": "priority", "C": "collect", "R": "collect", "O": "collect"}
OURS = ("Outcome", "Label", "Because", "Basis", "Source", "Hit policy")
MOST_ROWS, MOST_COLUMNS = 20_000, 200

Notes = list[tuple[int, str]]


def read_sheet(name: str, rows: Sequence[Sequence[str]], notes: Notes) -> Sheet:
    """Return the table that rows of texts hold; what had to be assumed goes into `notes`. Raise NotImportable."""
    first = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if first is None or len(rows) < first + 2:
        raise NotImportable(f'"{name}" has no row of headings with rules under it.')
    heads = [cell.strip() for cell in rows[first]]
    heads = heads[: max(at for at, head in enumerate(heads) if head) + 1]
    if len(rows) > MOST_ROWS or len(heads) > MOST_COLUMNS:
        raise NotImportable(f'"{name}" has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns.')
    body = [
        (at + 1, [cell.strip() for cell in (*row, *[""] * len(heads))][: len(heads)])
        for at, row in enumerate(rows)
        if at > first and any(cell.strip() for cell in row)
    ]
    if heads[0] == "Rule" and tuple(heads[-len(OURS) :]) == OURS:
        return _ours(name, heads, body)
    return _theirs(name, heads, body, notes, first + 1)


def _ours(name: str, heads: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    """Return a table that we wrote: ids, tests, outcomes with their labels, reasons, sources and the hit policy."""
    end = len(heads) - len(OURS)
    labels: dict[str, str] = {}
    made = []
    for line, written in body:
        cells = [unescape_formula(cell) for cell in written]
        ids = cells[end].split(", ")
        labels |= dict(zip(ids, cells[end + 1].split(" / "), strict=False))
        because, basis, source = cells[end + 2], BASES.get(cells[end + 3], ""), cells[end + 4]
        made.append(Row(tuple(cells[1:end]), tuple(ids), cells[0], because, basis, source, line))
    columns = tuple(Asked(head) for head in heads[1:end])
    return Sheet(name, columns, (Output(name, name, tuple(labels), labels),), tuple(made), body[0][1][-1] or "unique")


def _theirs(name: str, heads: Sequence[str], body: Sequence[tuple[int, Sequence[str]]], notes: Notes, line: int) -> Sheet:
    ids = 0 if heads[0].lower() in RULES or heads[0] in LETTERS else None
    reasons = [at for at, head in enumerate(heads) if head.lower() in REASONS]
    results = _results(heads, {*([] if ids is None else [ids]), *reasons}, notes, line)
    columns = [at for at, head in enumerate(heads) if head and at != ids and at not in reasons and at not in results]
    if not results or not columns:
        raise NotImportable(f'"{name}" needs a column of conditions and one of results: results under "then …".')
    made = [
        Row(
            cells=tuple(cells[at] for at in columns),
            outputs=tuple(cells[at] for at in results),
            id=cells[ids] if ids is not None and not cells[ids].isdigit() else "",
            because=" ".join(filter(None, (cells[at] for at in reasons))),
            line=at_line,
        )
        for at_line, cells in body
    ]
    policy = LETTERS.get(heads[0], "") or _policy(made, notes, line)
    outputs = tuple(Output(_bare(heads[at]), _bare(heads[at])) for at in results)
    return Sheet(name, tuple(Asked(heads[at], label=heads[at]) for at in columns), outputs, tuple(made), policy, line=line)


def _results(heads: Sequence[str], others: set[int], notes: Notes, line: int) -> list[int]:
    marked = [at for at, head in enumerate(heads) if RESULT.fullmatch(head)]
    if marked:
        return marked
    gap = next((at for at, head in enumerate(heads) if not head), None)
    if gap is not None:
        return [at for at, head in enumerate(heads) if at > gap and head and at not in others]
    last = [at for at, head in enumerate(heads) if head and at not in others][-1:]
    notes.extend(
        (line, f'the last column, "{heads[at]}", is taken for the result: write "then {heads[at]}" to say so.') for at in last
    )
    return last


def _bare(head: str) -> str:
    found = RESULT.fullmatch(head)
    return (found[1] or found[2]) if found else head


def _policy(rows: Sequence[Row], notes: Notes, line: int) -> str:
    ends = bool(rows) and all(cell in ("", "-") for cell in rows[-1].cells)
    policy = "first" if ends else "unique"
    why = "its last row is for all the rest" if ends else "no row is for all the rest"
    notes.append((line, f"the hit policy is taken to be {policy}, for {why}: write U, F or C over the first column to say so."))
    return policy
