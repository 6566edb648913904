"""Run every stage up to the program and gather all findings: what `rulebook check` prints and the build insists on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from rulebook.check.answer_links import general_answer_findings
from rulebook.content.changes import change_faults, read_changes
from rulebook.content.control_check import control_faults, name_faults
from rulebook.content.folder import BELONGS, FOLDERS, content_files, copied_files, other_rulebook, texts, unreadable
from rulebook.content.markup import check_markup, markup_faults
from rulebook.content.page_check import check_content, check_texts
from rulebook.content.pages import Page, citations, figures_printed, passages_printed, read_pages
from rulebook.content.statuses import built, check_statuses
from rulebook.content.stray_files import stray_files, stray_links
from rulebook.diagram.compile import MOST_STEPS, Diagram, TooLarge, diagrams
from rulebook.diagram.fitting import Cut, Order, fitting
from rulebook.diagram.program import assemble, decision_program
from rulebook.geometry.box_tables import Table, tables
from rulebook.geometry.step_budget import Steps
from rulebook.load import load, stale, uncited_facts, unused_figures, unused_passages
from rulebook.model import SEVERITIES, Decision, Finding, Rulebook
from rulebook.site.outline import Outline
from rulebook.site.settings import default, relative_to_rulebook
from rulebook.verify import is_unsound, unsound_upstream, verify
from rulebook.verify.contradictions import contradictions
from rulebook.verify.example_results import failing_examples
from rulebook.verify.limits import LIMITS
from rulebook.verify.messages import LISTS, quoted_list
from rulebook.verify.redundancy import never_matters
from rulebook.wording.quantities import list_words

CHANGES = default("RULEBOOK_CHANGES")


@dataclass(frozen=True)
class Unreadable:
    """A file that no rulebook can be made of: all there is is what is wrong with it."""

    findings: list[Finding]

    @property
    def errors(self) -> list[Finding]:
        return _errors(self.findings)

    @property
    def has_errors(self) -> bool:
        return True


MOST_STEPS_TOGETHER, LEAST_STEPS = 4_000_000, 20_000  # of making all diagrams, and of making each one, whatever the others took


@dataclass(frozen=True)
class Checked:
    """A rulebook that could be read, and what one run found and made of it.

    `tables`, `diagrams` and `program` hold every decision that could be compiled: all, if there are no errors.
    """

    rulebook: Rulebook
    findings: list[Finding]
    outline: Outline
    tables: Mapping[str, Table] = field(default_factory=dict)
    diagrams: Mapping[str, list[Diagram]] = field(default_factory=dict)
    program: dict = field(default_factory=dict)

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.outline.pages

    @property
    def errors(self) -> list[Finding]:
        return _errors(self.findings)

    @property
    def has_errors(self) -> bool:
        return bool(self.errors)

    @property
    def unjudged(self) -> list[str]:
        """Return the decisions that nothing can be said about: broken, unsound, too large, or reading such a one."""
        broken = [name for kind, name in self.rulebook.pruned if kind == "decision"]
        return [*broken, *(name for name in self.rulebook.decisions if name not in self.diagrams)]


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def check(path: str | Path, today: date | None = None, content: Path | None = None) -> tuple[Rulebook | None, list[Finding]]:
    """Return the rulebook, or None where it cannot be read, and all findings: by file, errors before warnings, then by line."""
    checked = examine(path, today, content)
    return (None if isinstance(checked, Unreadable) else checked.rulebook), checked.findings


def examine(
    path: str | Path, today: date | None = None, content: Path | None = None, changes: str = CHANGES, whole: bool = True
) -> Checked | Unreadable:
    """Load, verify and compile a rulebook and check the texts beside it; never raise for what is written there.

    `content` is the folder of hand-written pages (default: `content` beside the rulebook), `changes` that of the entries
    about changes, seen from the rulebook; `whole` says whether the site is going to be the rulebook's own.
    """
    rulebook, findings = load(path)
    if rulebook is None:
        return Unreadable(_sorted(findings))
    laid_out = tables(rulebook, LIMITS.bits)
    findings = [*findings, *verify(rulebook, laid_out)]
    compiled, too_large = _compile(rulebook, findings)
    program = assemble(rulebook, [decision_program(rulebook.decisions[name], made) for name, made in compiled.items()])
    if not any(finding.severity == "error" for finding in [*findings, *too_large]):
        findings += never_matters(rulebook, [diagram for made in compiled.values() for diagram in made])
    judged = {one.id for one in rulebook.decisions.values() if unsound_upstream(rulebook, one, findings) is None}
    findings += [*too_large, *contradictions(rulebook, compiled, program), *failing_examples(rulebook, program, judged)]
    findings += general_answer_findings(rulebook, compiled)
    outline, written, unread = _outline(rulebook, content or Path(path).parent / "content", relative_to_rulebook(path, changes))
    outline = replace(outline, whole=whole)
    findings += [*unread, *_upkeep(outline, written, today or date.today())]
    return Checked(
        rulebook=rulebook,
        findings=_sorted(replace(one, file=one.file or rulebook.file) for one in findings),
        outline=outline,
        tables=laid_out,
        diagrams=compiled,
        program=program,
    )


def _compile(rulebook: Rulebook, findings: list[Finding]) -> tuple[dict[str, list[Diagram]], list[Finding]]:
    """Return the diagrams of all decisions that are sound, and a finding for each whose diagram is too large."""
    unsound = {finding.decision for finding in findings if is_unsound(finding)}
    steps = Steps(MOST_STEPS_TOGETHER)
    compiled = {}
    too_large = []
    for decision in rulebook.decisions.values():
        if decision.id not in unsound and unsound_upstream(rulebook, decision, findings) is None:
            try:
                compiled[decision.id] = diagrams(rulebook, decision, steps.share(MOST_STEPS, LEAST_STEPS))
            except TooLarge as why:
                too_large.append(_too_large(rulebook, decision, why))
    return compiled, too_large


def _outline(rulebook: Rulebook, content: Path, changes: Path | None) -> tuple[Outline, tuple[Page, ...], list[Finding]]:
    """Return the rulebook with what stands beside it, all pages with the drafts, and what cannot be used of that.

    Nothing of another rulebook's is used.
    """
    others = {folder: other for folder in (content, changes) if folder and (other := other_rulebook(folder, rulebook.name))}
    entries = texts(changes, "*.md") if changes and changes not in others else {}
    own = content_files(content) if content not in others else {}
    written = read_pages(own, content.as_posix())
    outline = Outline(
        rulebook=rulebook,
        pages=built(written),
        changes=read_changes(entries),
        files=copied_files(content),
    )
    left_out = [_left_out(rulebook, folder, other) for folder, other in others.items()]
    unread = [
        *(unreadable(content, inside=FOLDERS) if content not in others else ()),
        *(stray_files(content) if content not in others else ()),
        *stray_links(content),
        *(unreadable(changes) if changes and changes not in others else ()),
    ]
    handwritten = {f"{content.as_posix()}/{path}": text for path, text in own.items()} | entries
    names = [*handwritten, *(f"{content.as_posix()}{address}" for address in outline.files)]
    odd = [*control_faults(handwritten), *name_faults(names)]
    return outline, written, [*left_out, *unread, *odd, *change_faults(entries), *_markup(entries)]


def _markup(entries: Mapping[str, str]) -> list[Finding]:
    """Return what entries about changes hold besides Markdown."""
    return [
        Finding(kind, severity, file, line, message, cure)
        for file, text in entries.items()
        for severity, kind, line, message, cure in markup_faults(list(enumerate(text.splitlines(), 1)))
    ]


def _left_out(rulebook: Rulebook, folder: Path, other: str) -> Finding:
    message = f'what stands here belongs to "{other}" and is left out: this rulebook is "{rulebook.name}".'
    cure = f'Write "{rulebook.name}" here if it belongs to this one now, or take this file out if to any.'
    return Finding("form", "note", (folder / BELONGS).as_posix(), 1, message, cure)


def _upkeep(outline: Outline, written: Sequence[Page], today: date) -> list[Finding]:
    """Return what is wrong with the pages, what neither they nor the rulebook use, and whether the review is overdue.

    A draft may still be wrong, but what it uses is in use.
    """
    rulebook = outline.rulebook
    if not rulebook.whole:
        return stale(rulebook, today)  # the rest would be told of what it only seems to miss
    cited = [citation for page in written for citation in citations(page, rulebook.sources)]
    printed = {figure for page in written for figure in figures_printed(page)}
    return [
        *check_statuses(outline.pages),
        *check_markup(outline.pages),
        *check_content(outline),
        *check_texts(outline),
        *uncited_facts(rulebook, cited),
        *unused_figures(rulebook, printed),
        *unused_passages(rulebook, {id for page in written for id in passages_printed(page)}),
        *stale(rulebook, today),
    ]


def _too_large(rulebook: Rulebook, decision: Decision, why: TooLarge) -> Finding:
    message = f"{decision.id}: its diagram {why}; it looks at {len(rulebook.columns(decision))} things at once."
    cure = _smaller(fitting(rulebook, decision))
    return Finding("too_large", "error", rulebook.file, decision.line, message, cure, decision=decision.id)


def _smaller(found: Order | Cut | None) -> str:
    """Return the cure in words: what was tried and makes the diagram small enough."""
    if isinstance(found, Order):
        order = f"Write {found.first} as the first" if found.first else f"Write {', '.join(found.inputs)} in this order"
        return (
            f"{order} of the inputs: then it has {found.nodes:,} nodes. An entry under asking: keeps the order of the questions."
        )
    if isinstance(found, Cut):
        nodes = list_words([f"{count:,}" for count in found.nodes], LISTS, "and")
        return (
            f"Split it behind {quoted_list(found.behind)}, into decisions that each end with a rule for all the rest: "
            f"then they have {nodes} nodes."
        )
    return "No other order of the inputs that was tried is small enough. Let it ask for less, or answer less at once."


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file, in each the errors first, then by line."""
    return sorted(findings, key=lambda finding: (finding.file, SEVERITIES.index(finding.severity), finding.line))
