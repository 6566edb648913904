"""Tables of texts → a rulebook with ids, types and domains; every guess and everything left out is noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from rulebook.geometry.axes import ends
from rulebook.geometry.intervals import make_interval
from rulebook.geometry.notation import interval_test
from rulebook.importing.cells import read_cell, read_comparison
from rulebook.importing.distinct_names import Names, values_of_one_question
from rulebook.importing.dmn_types import bounds_of
from rulebook.importing.drafts import Draft, DraftDecision, DraftRule, Question
from rulebook.importing.inferred_outcomes import Outcomes, given_by, is_computed, outcomes_of
from rulebook.importing.passing import ANY, DATE, FLAG, NUMBER, TEXT, Cell, intersection
from rulebook.importing.policies import with_policy
from rulebook.importing.tests_written import is_wide, tests_of
from rulebook.importing.tokens import Unread
from rulebook.importing.values import PLAIN, ZEN, Asked, Book, Cited, Row, Sheet

KINDS = {"choice": TEXT, "flag": FLAG, "number": NUMBER, "integer": NUMBER, "date": DATE}
YES_NO = {"true": ("yes", "Yes"), "false": ("no", "No")}
LONGEST = 200  # characters of a question made of an expression


@dataclass
class _Input:
    """What is gathered of an input: all that is known of it, and every cell that tests it."""

    asked: Asked
    cells: list[Cell] = field(default_factory=list)


def inferred(book: Book) -> Draft:
    """Return the rulebook that a book of tables is."""
    return _Inference(book).draft()


class _Inference:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.notes = list(book.notes)
        self.names = Names()
        self.sheets = [sheet for sheet in book.sheets if sheet.rows and sheet.outputs]
        for sheet in book.sheets:
            if sheet not in self.sheets:
                self.note(sheet.line, f'the table "{sheet.name}" has no rules, and is left out.')
        self.outcomes: dict[str, Outcomes] = {sheet.name: outcomes_of(sheet, book.language) for sheet in self.sheets}
        self.inputs: dict[str, _Input] = {}
        self.known = {one.name: one for one in book.asked}
        self.read = {sheet.name: sheet for sheet in self.sheets}
        self.ids: dict[str, str] = {}

    def note(self, line: int, message: str) -> None:
        if (line, message) not in self.notes:
            self.notes.append((line, message))

    def draft(self) -> Draft:
        for sheet in self.sheets:
            self.ids[sheet.name] = self.names.new(sheet.name, "decision")
        tested = [[self._tests(sheet, row) for row in sheet.rows] for sheet in self.sheets]
        for asked in self.book.asked:
            if asked.name not in self.inputs:
                self.note(asked.line, f'no table looks at "{asked.name}": it is left out.')
        order = [*(name for name in self.known if name in self.inputs), *(name for name in self.inputs if name not in self.known)]
        questions = {name: self._question(name, self.inputs[name]) for name in order}
        decisions = [self._decision(sheet, tests, questions) for sheet, tests in zip(self.sheets, tested, strict=True)]
        return Draft(self.book.title, list(questions.values()), decisions, self._sources(), sorted(self.notes))

    def _sources(self) -> list[Cited]:
        """Return the sources that rules cite; those of which the file says no more than the id have that for a title."""
        cited = dict.fromkeys(row.source.split()[0] for sheet in self.sheets for row in sheet.rows if row.source)
        known = {one.id: one for one in self.book.sources}
        return [known.get(id, Cited(id, id)) for id in cited]

    # --- what each row tests -----------------------------------------------------------------------------------------

    def _tests(self, sheet: Sheet, row: Row) -> dict[tuple[str, int], Cell]:
        """Return the cells of a row by what they test: ("", name) of an input, or a sheet's name and the place of an output."""
        found: dict[tuple[str, int], Cell] = {}
        for column, text in zip(sheet.columns, row.cells, strict=False):
            target, cell = self._read(sheet, column, text, row.line)
            if cell == ANY:
                continue
            try:
                found[target] = intersection(found[target], cell) if target in found else cell
            except Unread:
                target, cell = self._opaque(column, text, row.line)
                found[target] = cell
        for (name, place), cell in found.items():
            if place < 0:
                self.inputs[name].cells.append(cell)
        return found

    def _read(self, sheet: Sheet, column: Asked, text: str, line: int) -> tuple[tuple[str, int], Cell]:
        target = self._target(sheet, column) if column.name else None
        try:
            if target is None and text not in ("", "-"):
                name, cell = read_comparison(text)
                return self._target(sheet, replace(column, name=name, label="")), cell
            cell = read_cell(text, self.book.language)
            if target is not None:
                return target, self._fitting(target, column, cell)
            return ("", -1), ANY
        except Unread:
            return self._opaque(column, text, line)

    def _fitting(self, target: tuple[str, int], column: Asked, cell: Cell) -> Cell:
        """Return a cell as one of its column's kind: what is a number elsewhere is a text among texts. Raise Unread."""
        wanted = KINDS.get(self.inputs[target[0]].asked.type, "") if target[1] < 0 else ""
        if not wanted or cell.kind in ("", wanted):
            return cell
        raise Unread

    def _target(self, sheet: Sheet, column: Asked) -> tuple[str, int]:
        """Return what a column tests: the output of another table, else an input, which is noted as one."""
        found = next((one for name in self._readable(sheet) for one in self._outputs_called(name, column.name)), None)
        if found is not None:
            name, place = found
            why = self._not_read(self.read[name], place)
            if not why:
                return name, place
            self.note(column.line, f'"{column.name}" {why} "{name}": its value is asked for.')
        known = self.inputs.setdefault(column.name, _Input(self.known.get(column.name, column)))
        known.asked = known.asked.with_more(column)
        return column.name, -1

    def _outputs_called(self, name: str, wanted: str) -> Iterator[tuple[str, int]]:
        """Yield the outputs of a table that go by a name: with the table's name before it, or alone where that is enough."""
        outputs = self.read[name].outputs
        alone = len(outputs) == 1
        for place, output in enumerate(outputs):
            own = [output.name] if alone or self.book.language == ZEN else []
            if wanted and wanted in (f"{name}.{output.name}", *([name] if alone else []), *own):
                yield name, place

    def _not_read(self, sheet: Sheet, place: int) -> str:
        """Return why the outcomes of a table cannot be tested, or ""."""
        if sheet.policy == "collect":
            return "is a list that is collected by"
        return "is worked out by" if is_computed(sheet, place, self.book.language) else ""

    def _readable(self, sheet: Sheet) -> list[str]:
        if self.book.language == PLAIN:
            return [name for name in self.read if name != sheet.name]
        return [name for name in self.read if name in sheet.reads and name != sheet.name]

    def _opaque(self, column: Asked, text: str, line: int) -> tuple[tuple[str, int], Cell]:
        """Return a question of its own for a test that says something else than which values pass."""
        condition = " ".join(f"{column.name} {text}".split())[:LONGEST]
        if condition not in self.inputs:
            self.note(line, f'"{condition}" is no list of values: whether it holds is asked for.')
            question = f"Does this hold: {condition}?"
            self.inputs[condition] = _Input(Asked(condition, label=condition, question=question, type="flag", line=line))
        return (condition, -1), Cell(texts=frozenset(("true",)), kind=FLAG)

    # --- inputs ------------------------------------------------------------------------------------------------------

    def _question(self, name: str, gathered: _Input) -> Question:
        asked, cells = gathered.asked, gathered.cells
        kinds = Counter(cell.kind for cell in cells if cell.kind)
        kind = KINDS.get(asked.type) or next(iter(dict(kinds.most_common(1))), TEXT)
        label = asked.label or asked.name
        made = Question(
            id=self.names.new(name, "input"),
            type="choice",
            question=asked.question or f"{label}?",
            label=label,
            help=asked.help,
            unknown=asked.unknown,
            line=asked.line,
        )
        if made.unknown is None and any(cell.null and cell != ANY and not cell.negated and not is_wide(cell) for cell in cells):
            made.unknown = "It is not known"
        if kind in (NUMBER, DATE):
            self._number(made, asked, kind)
        elif kind == FLAG:
            made.options = dict(YES_NO)
        else:
            self._options(made, asked, cells)
        return made

    def _number(self, made: Question, asked: Asked, kind: str) -> None:
        made.type = "integer" if asked.type in ("integer", "date") or kind == DATE else "number"
        if kind == DATE:
            self.note(asked.line, f'"{asked.name}" is a date: it is asked for as days since 1970-01-01.')
        span = bounds_of(asked.range)
        if asked.range and span is None:
            self.note(asked.line, f'"{asked.name}" may be "{asked.range}": that is not one range, and is left out.')
        elif span is not None:
            made.range = interval_test("number", *ends("number", make_interval(*span)))

    def _options(self, made: Question, asked: Asked, cells: Iterable[Cell]) -> None:
        names = values_of_one_question()
        named = dict.fromkeys(text for cell in cells for text in sorted(cell.texts))
        listed = asked.values or ()
        for value in dict.fromkeys((*listed, *named)):
            made.options[value] = names.new(value, "option"), asked.labels.get(value, value) or "(empty)"
        for value in [value for value in named if listed and value not in listed]:
            self.note(asked.line, f'"{asked.name}" is tested for "{value}", which is not among the values it may have.')
        if not listed:
            made.other = names.new("other")
            self.note(asked.line, f'which values "{asked.name}" may have is not said: besides those tested there is "other".')

    # --- decisions ---------------------------------------------------------------------------------------------------

    def _decision(self, sheet: Sheet, tests: list, questions: Mapping[str, Question]) -> DraftDecision:
        outcomes, names = self.outcomes[sheet.name], Names(())
        made = [
            DraftRule(
                id=names.new(row.id or f"rule_{at}", f"rule_{at}"),
                when=self._when(sheet, row, found, questions),
                then=list(dict.fromkeys(outcomes.ids[one] for one in given_by(sheet, row.outputs, self.book.language))),
                because=row.because,
                basis=row.basis,
                source=row.source,
                line=row.line,
            )
            for at, (row, found) in enumerate(zip(sheet.rows, tests, strict=True), 1)
        ]
        policy, rules, notes = with_policy(sheet, made, outcomes, names, self.book.language)
        for note in notes:
            self.note(sheet.line, f'"{sheet.name}": {note}')
        label = sheet.label or sheet.name
        question = sheet.question or f"{label}?"
        id = self.ids[sheet.name]
        return DraftDecision(id, question, label, policy, outcomes.labels, rules, sheet.help, sheet.none, sheet.line)

    def _when(
        self, sheet: Sheet, row: Row, found: Mapping[tuple[str, int], Cell], questions: Mapping[str, Question]
    ) -> dict[str, list[str]]:
        when: dict[str, list[str]] = {}
        for (name, place), cell in found.items():
            if place < 0:
                items = tests_of(cell, questions[name])
                id = questions[name].id
            else:
                id, held = self.ids[name], self.outcomes[name]
                passing = held.passing(cell, place)
                before = when.get(id, list(held.labels))
                items = [outcome for outcome in before if outcome in passing]
                if not items:
                    self.note(row.line, f'no result of "{name}" passes a test of "{sheet.name}": the rule can never hold.')
                    items = [f"not({', '.join(held.labels)})"]
                items = items if len(items) < len(held.labels) else []
            if items:
                when[id] = items
        return when
