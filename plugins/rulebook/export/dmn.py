"""Write a rulebook as DMN 1.3: inputs, decisions with what they require, their tables and where each rule comes from.

What stands in DMN for what, and why: docs/decisions/0006-exports.md.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element

from rulebook.export.decision_table import decision_table
from rulebook.export.dmn_layout import diagram
from rulebook.export.dmn_names import (
    NONE_MATCHES,
    WHOLE_NUMBERS,
    of_decision,
    of_input,
    of_requirement,
    of_source,
    required,
    type_of,
    variable,
)
from rulebook.export.item_definitions import item_definitions
from rulebook.export.xml import add, element, legal, written
from rulebook.model import Decision, Input, Outcome, Rule, Rulebook, Source

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
FEEL = "https://www.omg.org/spec/DMN/20191111/FEEL/"
NAMESPACES = {
    "xmlns": MODEL,
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
}
HOW_TO_READ = (
    'The answer "unknown" is a value of its own. For a choice it is the string "unknown"; for a number, whose type has no '
    "room for a string, it is null. No comparison and no interval lets null through: only null and - do. Choices are "
    "tested against the list of all options that pass, never with not(...). A COLLECT table gives one string for each "
    "rule that matches; a rule with several outcomes stands there once for each, under one label. Take each outcome "
    "once, in the order of the rules; where no rule matches, nothing applies. Numbers of type integer are whole."
)

Plain = Callable[[str | None], str]


def dmn(rulebook: Rulebook, plain: Plain) -> bytes:
    """Return the whole rulebook as one DMN 1.3 document."""
    identity = uuid5(NAMESPACE_URL, legal(f"rulebook:{rulebook.name}")).urn
    names = {"id": "rulebook", "name": rulebook.title, "namespace": identity}
    root = element("definitions", **NAMESPACES, **names, expressionLanguage=FEEL, typeLanguage=FEEL, exporter="rulebook")
    add(root, "description", f"{rulebook.name}, version {rulebook.version}. {HOW_TO_READ}")
    root.extend(item_definitions(rulebook))
    root.extend(_input(rulebook, spec, plain) for spec in rulebook.inputs.values())
    root.extend(_decision(rulebook, decision, plain) for decision in rulebook.decisions.values())
    root.extend(_source(source) for source in rulebook.sources.values())
    root.append(diagram(rulebook))
    return written(root)


def _input(rulebook: Rulebook, spec: Input, plain: Plain) -> Element:
    made = element("inputData", id=of_input(spec.id), name=variable(spec.id), label=spec.label)
    options = [f"{option.id}: {option.label}." for option in spec.options.values()]
    unknown = [] if spec.unknown is None else [f"{'unknown' if spec.type == 'choice' else 'null'}: {spec.unknown}."]
    whole = [WHOLE_NUMBERS] if spec.type == "integer" else []
    add(made, "description", "\n".join(filter(None, [spec.question, plain(spec.help), *options, *unknown, *whole])))
    add(made, "variable", name=variable(spec.id), typeRef=type_of(rulebook, spec.id))
    return made


def _decision(rulebook: Rulebook, decision: Decision, plain: Plain) -> Element:
    made = element("decision", id=of_decision(decision.id), name=variable(decision.id), label=decision.label)
    none = f"{NONE_MATCHES}{plain(decision.none)}" if decision.none else ""
    about = "\n".join(filter(None, [plain(decision.help), none]))
    if about:
        add(made, "description", about)
    add(made, "question", plain(decision.question))
    answers = [f"{outcome.id}: {plain(outcome.label)}" for outcome in decision.outcomes.values()]
    add(made, "allowedAnswers", "\n".join(answers))
    add(made, "variable", name=variable(decision.id), typeRef=type_of(rulebook, decision.id))
    for column in rulebook.columns(decision):
        needed = add(made, "informationRequirement", id=of_requirement(decision.id, column))
        add(needed, "requiredInput" if column in rulebook.inputs else "requiredDecision", href=required(rulebook, column))
    for source in _cited(rulebook, decision):
        cited = add(made, "authorityRequirement", id=of_requirement(decision.id, f"source.{source}"))
        add(cited, "requiredAuthority", href=f"#{of_source(source)}")
    made.append(decision_table(rulebook, decision, plain))
    return made


def _cited(rulebook: Rulebook, decision: Decision) -> list[str]:
    """Return the sources that a decision's rules and outcomes rest on, in file order."""
    elements: list[Rule | Outcome] = [*decision.rules, *decision.outcomes.values()]
    cited = {one.source for each in elements for one in each.source}
    return [source for source in rulebook.sources if source in cited]


def _source(source: Source) -> Element:
    made = element("knowledgeSource", id=of_source(source.id), name=source.title, locationURI=source.url)
    if source.retrieved:
        add(made, "description", f"{source.id}, retrieved {source.retrieved.isoformat()}")
    else:
        add(made, "description", source.id)
    return made
