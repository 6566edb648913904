"""Evaluate exported DMN with pyDMNrules, an engine that we did not write; where it leaves the standard, help it back.

docs/decisions/0006-exports.md lists the departures. The file under test is changed in two ways only, and only where it has
to be: a row with an interval among several alternatives of a cell becomes one row for each alternative, under its label;
and a table without inputs loses its annotations.
"""

from __future__ import annotations

import copy
import functools
import itertools
import re
from xml.etree import ElementTree

from rulebook.export.dmn_names import variable
from rulebook.geometry.box_tables import upstream_first
from rulebook.model import UNKNOWN

MODEL = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
VARIABLE = "Data."  # what the engine puts before every name
INTERVAL_IN_LIST = re.compile(r"[\[(][^\[\](),]*\.\.[^\[\](),]*[\])]\s*,|,\s*[\[(][^\[\](),]*\.\.")


class Engine:
    """One exported file, loaded. `decide` gives {decision: (outcome or outcomes, labels of the rules)}, chained by the engine."""

    def __init__(self, rulebook, exported):
        import pyDMNrules  # takes seconds, and brings pandas along: not for those who only collect tests

        self.rulebook = rulebook
        self.rules = pyDMNrules.DMN()
        remember_constants(self.rules.parser)
        status = self.rules.useXML(adapted(exported))
        assert not status, status

    def decide(self, situation, decisions=None):
        """Decide some decisions, and all that they read, for a full situation of base inputs."""
        wanted = [one.id for one in upstream_first(self.rulebook) if decisions is None or one.id in decisions]
        answers = {variable(name): self._value(name, value) for name, value in situation.items()}
        _, results = self.rules.decideTables(answers, [variable(name) for name in wanted])
        found = dict(self._result(one) for one in ([results] if isinstance(results, dict) else results))
        return {name: found.get(variable(name), ([], [])) for name in wanted}  # no rule matches: it says so, and gives nothing

    def _value(self, name, value):
        return None if value == UNKNOWN and self.rulebook.inputs[name].type != "choice" else value

    def _result(self, one):
        executed = one["Executed Rule"] if isinstance(one["Executed Rule"], list) else [one["Executed Rule"]]
        name = executed[0][1]
        outcome = one["Result"][name]
        rules = list(dict.fromkeys(rule for _, _, rule in executed))
        return name, (list(dict.fromkeys(outcome)) if isinstance(outcome, list) else outcome, rules)


def remember_constants(parser):
    """Let the engine's parser read a text without variables once: it meets the same cells at every decision, row by row."""
    parse = parser.sFeelParse
    known = functools.cache(parse)
    parser.sFeelParse = lambda text: parse(text) if VARIABLE in text else known(text)


def adapted(exported):
    """Return the file as text, changed where pyDMNrules could not read it or would read it otherwise than the standard."""
    root = ElementTree.fromstring(exported)
    for table in root.iter(f"{MODEL}decisionTable"):
        for row in table.findall(f"{MODEL}rule"):
            without_stray_annotations(row)
            split_interval_lists(table, row)
    return ElementTree.tostring(root, "unicode")


def without_stray_annotations(row):
    """A row without input entries must have no annotations: the engine looks for them in the last input entry."""
    if row.find(f"{MODEL}inputEntry") is None:
        for note in row.findall(f"{MODEL}annotationEntry"):
            row.remove(note)


def split_interval_lists(table, row):
    """An interval must stand alone in its cell: in a list it never matches."""
    cells = [entry.find(f"{MODEL}text").text for entry in row.findall(f"{MODEL}inputEntry")]
    ways = [alternatives(cell) if INTERVAL_IN_LIST.search(cell) else [cell] for cell in cells]
    if any(len(way) > 1 for way in ways):
        place = list(table).index(row)
        table.remove(row)
        for number, chosen in enumerate(itertools.product(*ways)):
            table.insert(place + number, with_cells(row, chosen))


def alternatives(cell):
    """Return what stands between the commas of a numeric cell, which has none elsewhere."""
    return cell.split(", ")


def with_cells(row, cells):
    new = copy.deepcopy(row)
    for entry, cell in zip(new.findall(f"{MODEL}inputEntry"), cells, strict=True):
        entry.find(f"{MODEL}text").text = cell
    return new
