"""Run every stage up to the program and gather all findings: what `rulebook check` prints and the build insists on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from rulebook.content.folder import content_files
from rulebook.content.markup import check_markup
from rulebook.content.page_check import check_content, check_texts
from rulebook.content.pages import Page, citations, read_pages
from rulebook.content.statuses import built, check_statuses
from rulebook.diagram.compile import Diagram, TooLarge, diagrams
from rulebook.diagram.program import assemble, decision_program
from rulebook.load import load, stale, uncited_facts, unused_figures
from rulebook.model import Decision, Finding, Rulebook
from rulebook.verify import UNSOUND, unsound_upstream, verify
from rulebook.verify.example_results import failing_examples
from rulebook.verify.redundancy import never_matters
from rulebook.wording.placeholders import figures_printed


@dataclass(frozen=True)
class Checked:
    """What one run found. `diagrams` and `program` hold every decision that could be compiled: all, if there are no errors."""

    rulebook: Rulebook | None
    findings: list[Finding]
    program: dict = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    diagrams: Mapping[str, list[Diagram]] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


def check(path: str | Path, today: date | None = None, content: Path | None = None) -> tuple[Rulebook | None, list[Finding]]:
    """Return the rulebook, or None where it cannot be read, and all findings in the order of the file."""
    checked = examine(path, today, content)
    return checked.rulebook, checked.findings


def examine(path: str | Path, today: date | None = None, content: Path | None = None) -> Checked:
    """Load, verify and compile a rulebook and check the pages beside it; never raise for what is written there.

    `content` is the folder of hand-written pages (default: `content` beside the rulebook).
    """
    rulebook, findings = load(path)
    if rulebook is None:
        return Checked(None, _sorted(findings))
    findings = [*findings, *verify(rulebook)]
    compiled, too_large = _compile(rulebook, findings)
    program = assemble(rulebook, [decision_program(rulebook.decisions[name], made) for name, made in compiled.items()])
    if not any(finding.severity == "error" for finding in [*findings, *too_large]):
        findings += never_matters(rulebook, [diagram for made in compiled.values() for diagram in made])
    judged = {one.id for one in rulebook.decisions.values() if unsound_upstream(rulebook, one, findings) is None}
    findings += [*too_large, *failing_examples(rulebook, program, judged)]
    folder = content or Path(path).parent / "content"
    written = read_pages(content_files(folder), folder.as_posix())
    findings += _upkeep(rulebook, written, today or date.today())
    found = _sorted(replace(one, file=one.file or rulebook.file) for one in findings)
    return Checked(rulebook, found, program, built(written), compiled)


def _compile(rulebook: Rulebook, findings: list[Finding]) -> tuple[dict[str, list[Diagram]], list[Finding]]:
    """Return the diagrams of all decisions that are sound, and a finding for each whose diagram is too large."""
    unsound = {finding.decision for finding in findings if finding.kind in UNSOUND}
    compiled = {}
    too_large = []
    for decision in rulebook.decisions.values():
        if decision.id not in unsound and unsound_upstream(rulebook, decision, findings) is None:
            try:
                compiled[decision.id] = diagrams(rulebook, decision)
            except TooLarge as why:
                too_large.append(_too_large(rulebook, decision, why))
    return compiled, too_large


def _upkeep(rulebook: Rulebook, written: Sequence[Page], today: date) -> list[Finding]:
    """Return what is wrong with the pages, what neither they nor the rulebook use, and whether the review is overdue.

    A draft may still be wrong, but what it uses is in use.
    """
    if not rulebook.whole:
        return stale(rulebook, today)  # the rest would be told of what it only seems to miss
    pages = built(written)
    cited = [citation for page in written for citation in citations(page, rulebook.sources)]
    printed = {figure for page in written for figure in figures_printed(page)}
    return [
        *check_statuses(pages),
        *check_markup(pages),
        *check_content(rulebook, pages),
        *check_texts(rulebook, pages),
        *uncited_facts(rulebook, cited),
        *unused_figures(rulebook, printed),
        *stale(rulebook, today),
    ]


def _too_large(rulebook: Rulebook, decision: Decision, why: TooLarge) -> Finding:
    columns = rulebook.columns(decision)
    half = ", ".join(columns[: max(1, len(columns) // 2)])
    return Finding(
        "too_large",
        "error",
        rulebook.file,
        decision.line,
        f"{decision.id}: its diagram {why}; it looks at {len(columns)} things at once.",
        f"Split it: let a decision of its own sort {half} into a few outcomes, and read that one here.",
        decision.id,
    )


def _sorted(findings) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.file, finding.line))
