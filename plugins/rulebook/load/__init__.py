"""Read a rulebook: a file → values and everything that is wrong with how it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from rulebook.load.asking_order import make_asking
from rulebook.load.brand_keys import make_brand
from rulebook.load.collector import Report, TooManyFindings, did_you_mean
from rulebook.load.decisions import make_decisions, make_timeline
from rulebook.load.document import read_document
from rulebook.load.example_answers import without_malformed_examples
from rulebook.load.exclusions import make_exclusions
from rulebook.load.headline import check_headline
from rulebook.load.inputs import make_inputs
from rulebook.load.names import check_cycles, check_labels, check_names
from rulebook.load.nodes import WHOLE
from rulebook.load.passages import check_passages, make_passages, unused_passages, with_passages
from rulebook.load.prune import prune_broken
from rulebook.load.raw import Raw
from rulebook.load.sections import make_figures, make_sources, make_units
from rulebook.load.shape import Shape
from rulebook.load.text_check import check_texts
from rulebook.load.upkeep import citations, stale, uncited_facts, unused_figures
from rulebook.load.when import Conditions
from rulebook.locale import catalogue, catalogues
from rulebook.model import Finding, Input, Prose, Rulebook

__all__ = ["load", "stale", "uncited_facts", "unused_figures", "unused_passages"]


def load(path: str | Path) -> tuple[Rulebook | None, list[Finding]]:
    """Return the rulebook, or None where too much is wrong to verify it, and all findings in the order of the file.

    Never raises. Facts and figures that nothing uses are for `uncited_facts` and `unused_figures` to tell, which know
    what the pages of `content/` use.
    """
    report = Report(str(path))
    try:
        rulebook = _read(Path(path), report)
    except TooManyFindings:
        rulebook = None
        more = f"there is more to find than these {len(report.findings)} faults."
        report.findings.append(Finding("form", "error", report.file, 1, more, "Mend some of these first."))
    citation_findings = citations(rulebook) if rulebook else []
    found = sorted([*report.findings, *citation_findings], key=lambda finding: (finding.file != report.file, finding.line))
    return (None if report.unsafe or rulebook is None else prune_broken(rulebook, report.broken)), list(dict.fromkeys(found))


def _read(path: Path, report: Report) -> Rulebook | None:
    """Return the rulebook as far as it can be made, without the examples that cannot be tried."""
    text, root = read_document(path, report)
    if root is None:
        return None
    shape = Shape(report)
    rulebook = _rulebook(shape.raw(root, "rulebook", "", WHOLE), path, text, shape)
    report.locate(shape.extents)
    check_names(rulebook, report)
    check_cycles(rulebook.decisions, report)
    check_passages(shape.texts, rulebook, report)
    check_texts(shape.texts, rulebook.figures, rulebook.decisions, report, rulebook.passages)
    prose = (Prose(each.key, each.node.text, each.node.line, each.kind) for each in shape.texts)
    rulebook = with_passages(replace(rulebook, texts=tuple(prose)), report)
    check_labels(rulebook, report)
    return without_malformed_examples(rulebook, report)


def _rulebook(top: Raw, path: Path, text: str, shape: Shape) -> Rulebook:
    """Return the rulebook as far as it can be made."""
    report = shape.report
    sources = make_sources(top.get("sources", {}), path.parent, report)
    units = make_units(top.get("units", {}), report)
    figures = make_figures(top.get("figures", {}), units, sources, report)
    inputs = make_inputs(top.get("inputs", {}), units, figures, sources, report)
    conditions = Conditions(inputs, top.get("decisions", {}), figures, units, shape)
    decisions = make_decisions(top.get("decisions", {}), conditions, sources, report)
    timeline = make_timeline(top.get("timeline", []), conditions, figures, report)
    check_headline(top.get("decisions", {}), report)
    situations = _situations(top, inputs, report)
    title, language = top.get("title", ""), top.get("language", "")
    _check_language(top, language, report)
    return Rulebook(
        file=str(path),
        name=top.get("name", title),
        title=title,
        language=language,
        inputs=inputs,
        decisions=decisions,
        reviewed=top.get("reviewed"),
        review_within=top.get("review_within"),
        sources=sources,
        units=units,
        figures=figures,
        passages=make_passages(top.get("passages", {}), sources, report),
        brand=make_brand(top.get("brand"), path.parent, report),
        situations=situations,
        stages=_stages(top, inputs, situations, report),
        timeline=timeline,
        asking=make_asking(top.get("asking", []), conditions, inputs, report),
        never_together=make_exclusions(top.get("never_together", []), decisions, sources, report),
        version=_version(text, top.get("reviewed")),
    )


def _check_language(top: Raw, language: str, report: Report) -> None:
    """Report a language that pages cannot be written in: some of its interface words are missing, or all."""
    if language and catalogue(language) is None:
        message = f'language: there are no interface words for "{language}".'
        cure = f"There are for: {', '.join(catalogues())}. For another, translate all of locale/en.yaml beside it."
        report.recoverable_error("form", top.line_of("language"), WHOLE, message, cure)


def _situations(top: Raw, inputs: Mapping[str, Input], report: Report) -> str | None:
    """Return the choice input that names the situations: the one given, else the first."""
    choices = [id for id, each in inputs.items() if each.type == "choice"]
    given = top.get("situations")
    if given is not None and given not in choices and ("input", given) not in report.broken:
        report.recoverable_error(
            "reference",
            top.line_of("situations"),
            WHOLE,
            f'situations: there is no choice input "{given}".',
            did_you_mean(given, choices),
        )
    return given or next(iter(choices), None)


def _stages(top: Raw, inputs: Mapping[str, Input], situations: str | None, report: Report) -> str | None:
    """Return the choice input that names the stages of a case: another than that of the situations."""
    given, choices = top.get("stages"), [id for id, each in inputs.items() if each.type == "choice" and id != situations]
    if given is None or given in choices or ("input", given) in report.broken:
        return given
    line = top.line_of("stages")
    if given == situations:
        message, cure = f"stages: {given} names the situations.", "Name the input that says how far a case has come."
        report.recoverable_error("form", line, WHOLE, message, cure)
    else:
        message = f'stages: there is no choice input "{given}".'
        report.recoverable_error("reference", line, WHOLE, message, did_you_mean(given, choices))
    return None


def _version(text: str, reviewed: date | None) -> str:
    digits = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{reviewed:%Y-%m-%d}-{digits}" if reviewed else digits
