"""DMN 1.1 to 1.5 → its decision tables, what they ask, and what the file says of it. The names of elements stayed the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rulebook.export.dmn_names import NONE_MATCHES, WHOLE_NUMBERS
from rulebook.importing.dmn_types import Types
from rulebook.importing.drafts import BASES
from rulebook.importing.values import FEEL, Asked, Book, Cited, NotImportable, Output, Row, Sheet
from rulebook.importing.xml_tree import Element, read_xml

POLICIES = {
    "UNIQUE": ("unique", ""),
    "FIRST": ("first", ""),
    "ANY": ("any", ""),
    "PRIORITY": ("priority", ""),
    "COLLECT": ("collect", ""),
    "RULE ORDER": ("collect", ""),
    "OUTPUT ORDER": ("collect", "OUTPUT ORDER"),
}
LOGIC = ("literalExpression", "context", "invocation", "relation", "list", "conditional", "filter", "for", "every", "some")
# Ids that tools number rules with: a UUID, DecisionRule_0abc123, rule-7
NUMBERED = re.compile(r"_?[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,}|(?=.*\d)(?:[A-Za-z]*[Rr]ule|row)?_?[0-9a-z]{5,10}|.*-\d+|_.*")
OUR_OWN = "rulebook"


def read_dmn(data: bytes) -> Book:
    """Return what a DMN file says. Raise NotImportable."""
    root = read_xml(data)
    if root.tag != "definitions":
        raise NotImportable(f'its first element is "{root.tag}", and that of DMN is "definitions".')
    reader = _Reader(root)
    sheets = tuple(reader.sheets())
    if not sheets:
        raise NotImportable("it has no decision table. Literal expressions and other logic have nothing to be judged.")
    title = root.get("name") or sheets[0].name
    return Book(title, FEEL, sheets, tuple(reader.asked()), tuple(reader.sources()), tuple(reader.notes))


class _Reader:
    def __init__(self, root: Element) -> None:
        self.root, self.ours = root, root.get("exporter") == OUR_OWN
        self.types = Types(root)
        self.notes: list[tuple[int, str]] = []
        self.by_id = {one.get("id"): one for one in root.walk() if one.get("id")}

    def asked(self) -> Iterator[Asked]:
        """Yield the input data, with what they say of themselves."""
        for data in self.root.all("inputData"):
            variable = data.first("variable")
            name = (variable.get("name") if variable else "") or data.get("name")
            found = self.types.asked(name, variable.get("typeRef") if variable else "", data.line)
            about = data.text_of("description")
            annotated: Mapping[str, Any] = (
                _described(found, about) if self.ours else {"question": data.text_of("question"), "help": about}
            )
            yield replace(found, label=data.get("label") or found.label, **annotated)

    def sources(self) -> Iterator[Cited]:
        """Yield what the decisions rest on; ours say its id, and when it was read."""
        for one in self.root.all("knowledgeSource"):
            id, _, day = one.text_of("description").partition(", retrieved ") if self.ours else ("", "", "")
            url = one.get("locationURI")
            yield Cited(id or one.get("name"), one.get("name"), url if url.startswith(("https://", "http://")) else "", day)

    def sheets(self) -> Iterator[Sheet]:
        invoked: set[str] = set()
        for owner in (*self.root.all("decision"), *self.root.all("businessKnowledgeModel")):
            table, model, bound = self._invoked(owner)
            if table is not None:
                invoked.add(model)
                sheet = self._sheet(owner, table, owner.get("name"))
                columns = (replace(one, name=bound.get(one.name, one.name)) for one in sheet.columns)
                yield replace(sheet, columns=tuple(columns))
                continue
            if owner.tag == "businessKnowledgeModel" and owner.get("name") in invoked:
                continue
            tables = [one for one in owner.walk() if one.tag == "decisionTable"]
            if not tables:
                self._note(
                    owner, f'"{owner.get("name")}" has no table ({_logic(owner)}): whoever reads it is asked for its value.'
                )
            for table in tables:
                name = _name_inside(owner, table)
                if name != owner.get("name") or owner.tag != "decision":
                    self._note(table, f'the table "{name}" stands inside other logic: it is judged by itself.')
                yield self._sheet(owner, table, name)

    def _invoked(self, owner: Element) -> tuple[Element | None, str, Mapping[str, str]]:
        """Return the table that a decision does nothing but invoke, its model's name, and what is bound to its parameters."""
        invocation = owner.first("invocation") if owner.tag == "decision" else None
        name = invocation.text_of("literalExpression", "text") if invocation else ""
        model = next((one for one in self.root.all("businessKnowledgeModel") if name and one.get("name") == name), None)
        logic = model.first("encapsulatedLogic") if model else None
        if invocation is None or logic is None:
            return None, "", {}
        bound = {
            one.first("parameter").get("name"): one.text_of("literalExpression", "text")  # type: ignore[union-attr]
            for one in invocation.all("binding")
            if one.first("parameter")
        }
        return logic.first("decisionTable"), name, bound

    def _sheet(self, owner: Element, table: Element, name: str) -> Sheet:
        written = table.get("hitPolicy", "UNIQUE").upper()
        policy, aggregation = POLICIES.get(written, ("unique", ""))
        if written not in POLICIES:
            self._note(table, f'"{name}": the hit policy "{written}" is not known and read as UNIQUE.')
        outputs = tuple(self._output(owner, one) for one in table.all("output"))
        rows = tuple(self._row(row) for row in table.all("rule"))
        if self.ours and policy == "collect":
            rows = tuple(_joined(rows))
        columns = tuple(self._column(one) for one in table.all("input"))
        variable = owner.first("variable")
        about = owner.text_of("description")
        help, _, none = about.rpartition(NONE_MATCHES) if self.ours and NONE_MATCHES in about else (about, "", "")
        return Sheet(
            name=(variable.get("name") if variable and name == owner.get("name") else "") or name,
            columns=columns,
            outputs=outputs,
            rows=rows,
            policy=policy,
            aggregation=aggregation or table.get("aggregation"),
            label=owner.get("label"),
            question=owner.text_of("question"),
            help=help.strip(),
            none=none.strip(),
            reads=frozenset(self._required(owner)),
            line=table.line,
        )

    def _required(self, owner: Element) -> Iterator[str]:
        """Yield the names of the decisions that one needs."""
        for needed in owner.all("informationRequirement"):
            for link in needed.all("requiredDecision"):
                decision = self.by_id.get(link.get("href").rpartition("#")[2])
                if decision:
                    variable = decision.first("variable")
                    yield (variable.get("name") if variable else "") or decision.get("name")

    def _column(self, clause: Element) -> Asked:
        expression = clause.first("inputExpression")
        text = expression.text_of("text") if expression else ""
        found = self.types.asked(" ".join(text.split()), expression.get("typeRef") if expression else "", clause.line)
        values = self.types.read_values(clause.text_of("inputValues", "text"))
        return replace(found, label=clause.get("label"), values=values if values and found.type != "number" else found.values)

    def _output(self, owner: Element, clause: Element) -> Output:
        name = clause.get("name")
        values = self.types.read_values(clause.text_of("outputValues", "text"))
        default = clause.text_of("defaultOutputEntry", "text") or None
        type_name = clause.get("typeRef")
        values = values or self.types.asked(name, type_name, clause.line).values or ()
        labels = dict(_pairs(owner.text_of("allowedAnswers"), ": ")) if self.ours else {}
        return Output(name, clause.get("label") or name, values, labels, default)

    def _row(self, rule: Element) -> Row:
        cells = tuple(one.text_of("text") for one in rule.all("inputEntry"))
        cells = tuple(cell.replace('"unknown"', "null") for cell in cells) if self.ours else cells  # no id is called that
        outputs = tuple(one.text_of("text") for one in rule.all("outputEntry"))
        annotations = [one.text_of("text") for one in rule.all("annotationEntry")]
        id, because, source = (rule.get("label"), rule.text_of("description"), "") if self.ours else ("", "", "")
        if self.ours:
            source = annotations[2] if len(annotations) == 3 else ""
        else:
            given = rule.get("label") or rule.get("id")
            id = "" if NUMBERED.fullmatch(given) else given
            because = rule.text_of("description") or " ".join(filter(None, annotations))
        cited, _, basis = source.partition("; ")
        if self.ours and cited in BASES:
            cited, basis = "", cited
        return Row(cells, outputs, id, because, BASES.get(basis, ""), cited, rule.line)

    def _note(self, at: Element, message: str) -> None:
        self.notes.append((at.line, message))


def _logic(owner: Element) -> str:
    found = [one.tag for one in owner.walk() if one.tag in LOGIC]
    return re.sub(r"([A-Z])", r" \1", found[0]).lower() if found else "no logic"


def _name_inside(owner: Element, table: Element) -> str:
    """Return the name of a table: that of its decision, or of the entry of a context that it is the value of."""
    for entry in owner.walk():
        if entry.tag == "contextEntry" and table in entry.children:
            variable = entry.first("variable")
            if variable and variable.get("name"):
                return f"{owner.get('name')} {variable.get('name')}"
    return owner.get("name")


def _described(found: Asked, about: str) -> Mapping[str, Any]:
    """Return what our own export says of an input: question, hint, a line for each option."""
    question, _, rest = about.partition("\n")
    labels = dict(_pairs(rest, ": "))
    options = {value: labels[value].removesuffix(".") for value in found.values or () if value in labels}
    unknown = next((labels[name].removesuffix(".") for name in ("unknown", "null") if name in labels), None)
    whole = WHOLE_NUMBERS in rest.split("\n")
    known = {*options, "unknown", "null"}
    hint = [line for line in rest.split("\n") if line != WHOLE_NUMBERS and line.partition(": ")[0] not in known]
    values = tuple(value for value in found.values or () if value != "unknown") if found.type == "choice" else None
    type = "integer" if whole and found.type == "number" else found.type
    return {"question": question, "help": "\n".join(hint), "labels": options, "unknown": unknown, "values": values, "type": type}


def _pairs(text: str, sign: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, found, value = line.partition(sign)
        if found:
            yield name, value


def _joined(rows: tuple[Row, ...]) -> Iterator[Row]:
    """Yield the rows of a collect table of ours: those of one rule, which stand together, as one with several outputs."""
    held: Row | None = None
    for row in rows:
        if held is not None and (row.id, row.cells) == (held.id, held.cells):
            held = replace(held, outputs=(*held.outputs, *row.outputs))
        else:
            if held is not None:
                yield held
            held = row
    if held is not None:
        yield held
