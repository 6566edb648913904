"""The key table: every key of every object, once, as data. The reader and the JSON Schema are both made from it."""

from __future__ import annotations

from typing import NamedTuple, cast

from rulebook.design.tones import NEUTRAL, TONES
from rulebook.model import AUDIENCES, BASES, HINT_WORDS, HIT_POLICIES


class Key(NamedTuple):
    """One key. `kind` names its reader; `of` is the `object_type` it holds, or the `words` it may be.

    `default` is the value that an absent key has; what else happens without it, `about` says.
    Figures may stand in a "line" and, with Markdown, in a "text" or "texts"; a "literal" is a line that holds none, "literals"
    several of them. In a "quotation" numbers are somebody else's and need no figure.
    """

    name: str
    kind: str
    about: str
    needed: bool = False
    of: str | tuple[str, ...] | None = None
    default: str | None = None

    @property
    def object_type(self) -> str:
        return cast(str, self.of)

    @property
    def words(self) -> tuple[str, ...]:
        return cast("tuple[str, ...]", self.of)


SOURCE = Key("source", "citations", "The facts it rests on: the source's id and the facts' ids, as in: guide F39 F40.")
ALIASES = Key("aliases", "ids", "Former ids, so that old links and query strings stay alive.")
ALSO = Key("also", "literals", "Other words under which the search finds it, as in: broken. They are printed nowhere.")
BASIS = Key("basis", "one_of", "What it rests on; printed wherever it is not guide.", of=BASES, default="guide")
HIT_POLICY = "unique: at most one rule matches; first: the first that matches; collect: all that match."
HELP_TEXT = f"A hint. Up to {HINT_WORDS} words stand beside what they explain; more are folded under the question."
HELP = Key("help", "text", HELP_TEXT)
WHEN = Key("when", "tests", "The tests, by input or decision; all must pass. What is absent does not matter.")

MEANINGS = ", ".join(f"{tone.id} ({tone.about})" for tone in TONES.values())

KEYS: dict[str, tuple[Key, ...]] = {
    "rulebook": (
        Key("name", "line", "The site's short name; the title if absent."),
        Key("title", "line", "The title of the whole.", True),
        Key("language", "language", "The language of all texts, as in: en.", True),
        Key("reviewed", "date", "When a person last held the whole file against its sources."),
        Key("review_within", "whole", "After how many days the next review is due."),
        Key("sources", "map", "What the rules rest on.", of="source"),
        Key("units", "map", "How units are printed.", of="unit"),
        Key("figures", "map", "Every number that is printed, once.", of="figure"),
        Key("passages", "map", "What is said in several places, once: {{ passage id }} puts it there.", of="passage"),
        Key("inputs", "map", "The questions; if asking does not say otherwise, in the order of asking.", True, of="input"),
        Key("decisions", "map", "What is decided, each with its outcomes and rules.", True, of="decision"),
        Key("situations", "id", "The choice input whose options name the FAQ's situations; the first if absent."),
        Key("stages", "id", "The choice input whose options are the course of a case, its first option the first stage."),
        Key("timeline", "list", "The steps of the timeline, in order.", of="step"),
        Key(
            "asking",
            "list",
            "In which order questions are asked: the first entry whose tests hold; else as in inputs.",
            of="asking_order",
        ),
        Key("never_together", "list", "Outcomes that must not be given in one situation.", of="exclusion"),
        Key("brand", "object", "How the site looks, and whose it is not.", of="brand"),
    ),
    "source": (
        Key("title", "quotation", "The source's title.", True),
        Key("url", "url", "Where it stands on the web."),
        Key("retrieved", "date", "When it was read."),
        Key("facts", "path", "The page that lists its facts, seen from the folder of this file."),
        Key("unused", "lines_by_id", "Facts that nothing cites, each with the reason."),
        Key("hedges", "literals_by_id", "The softening word of a fact; a figure that cites the fact keeps it."),
    ),
    "unit": (
        Key("before", "literal", "What stands before the number, as in: $."),
        Key("after", "literal", "What stands after the number, as in: %."),
        Key("one", "literal", "The word after 1, as in: day."),
        Key("other", "literal", "The word after any other number, as in: days."),
    ),
    "figure": (
        Key("label", "literal", "What the number is.", True),
        Key("value", "number", "The number itself; or give between, or at_most."),
        Key("between", "pair", "The lower and the upper end."),
        Key("at_most", "number", "The number that is never exceeded."),
        Key("unit", "id", "The id of its unit."),
        Key("hedge", "literal", "The softening word printed with it, as in: about."),
        SOURCE,
    ),
    "passage": (
        Key("text", "text", "The text; or give steps."),
        Key("steps", "texts", "Steps, one after the other, for a place in next: that holds nothing else."),
        SOURCE,
    ),
    "input": (
        Key("question", "line", "The question people are asked.", True),
        Key("label", "line", "The question in a word or two, for tables.", True),
        HELP,
        Key("type", "one_of", "What kind of answer it takes.", True, of=("choice", "integer", "number")),
        Key("options", "map", "The answers of a choice.", of="option"),
        Key(
            "groups",
            "map",
            "Options that stand behind one line, on a second screen: a long question becomes two short ones.",
            of="group",
        ),
        Key("unit", "id", "The id of the number's unit."),
        Key("range", "interval", "The numbers that can occur at all, as in: [0..100]. Put it in quotes."),
        Key("unknown", "line", 'The words of the answer "I do not know"; without it, that is no answer.'),
        Key("unknown_phrase", "line", 'The answer "I do not know" inside a sentence, as after "if".'),
        Key("ask_for", "object", "Ask for a date or an amount instead, and work the answer out.", of="ask_for"),
        ALIASES,
    ),
    "option": (
        Key("label", "line", "The answer as offered.", True),
        Key("phrase", "line", 'The answer inside a sentence, as after "if".'),
        Key("said", "line", 'The answer as after "you said"; the phrase if absent.'),
        Key("lead", "object", "What a reader in this situation is told first, in at most 60 words.", of="general_answer"),
        HELP,
        ALSO,
        ALIASES,
    ),
    "group": (
        Key("label", "line", "The line on the first screen.", True),
        Key("question", "line", "The question of the second screen; the label if absent."),
        Key("phrase", "line", 'What its options have in common, inside a sentence, as after "if".'),
        HELP,
        Key("options", "ids", "The options on the second screen, two or more; they keep their order in the file.", True),
        ALIASES,
    ),
    "ask_for": (
        Key("date", "id", "The id of a date; the input is the days from today to it."),
        Key("amount", "id", "The id of an amount; the input is whether the comparison holds."),
        Key("question", "line", "The question that asks for it.", True),
        Key("minus", "one_of", "What is taken from the date.", of=("today",)),
        Key("missing", "line", "What a result says where the date is not known, as in: End date unknown. Look it up today."),
        Key("compare", "literal", 'An operator and an earlier number input, as in: "> item_value".'),
    ),
    "decision": (
        Key("question", "line", "The question it answers.", True),
        Key("label", "line", "The question in a word or two, for tables.", True),
        HELP,
        Key("hit_policy", "one_of", HIT_POLICY, of=HIT_POLICIES, default="unique"),
        Key("outcomes", "map", "The possible answers.", True, of="outcome"),
        Key("rules", "list", "The rules, in order.", True, of="rule"),
        Key("answer", "object", "Its answer in general, in at most 60 words.", of="general_answer"),
        Key("none", "text", "Under collect: the text where no rule matches."),
        Key("headline", "flag", "Whether its answer stands above all others; the first decision for people if none says so."),
        Key("summary", "line", "A word or two under which its answer stands in a result at a glance, as in: Send it back?"),
        Key("for", "one_of", "Who needs its answer: people, or only the decisions that read it.", of=AUDIENCES, default="people"),
        ALSO,
        ALIASES,
    ),
    "outcome": (
        Key("label", "line", "The verdict.", True),
        Key("phrase", "line", 'That it is given, inside a sentence, as after "if": for decisions that read this one.'),
        Key("tone", "one_of", f"How it is meant and shown: {MEANINGS}. {NEUTRAL} if absent.", of=tuple(TONES)),
        Key("text", "text", "What it means."),
        Key("next", "texts", "What to do next, step by step."),
        Key("letter", "text", "A text to copy and send."),
        Key("deadline", "line", "In a headline: what the line of the date says where no day is known."),
        BASIS,
        SOURCE,
        ALSO,
        ALIASES,
    ),
    "rule": (
        Key("id", "id", "Its name, unique in the decision.", True),
        WHEN,
        Key("then", "ids", "The outcome it gives; under collect also a list.", True),
        Key("because", "text", "The reason, as told to people."),
        SOURCE,
        BASIS,
        Key("examples", "examples", "Answers that this rule must decide, as in: [{problem: damaged, item_value: 51}]."),
    ),
    "general_answer": (
        Key(
            "text",
            "text",
            "The text. Its links, as to ref:decision.outcome, say what it speaks of, and are held to the rules.",
            True,
        ),
        BASIS,
        SOURCE,
    ),
    "brand": (
        Key("accent", "colour", 'The colour of links and buttons, as in: "#2546b0". Put it in quotes.'),
        Key("accent_dark", "colour", "The same where the ground is dark; a lighter accent if absent."),
        Key("mark", "mark", "The mark: an SVG file beside this one, or SVG path data in a box of 32 by 32."),
        Key("disclaimer", "text", "What the foot of every page says about whose site this is not."),
        Key("know_first", "texts", "What everybody should know first, in a line or two each; on home, poster and booklet."),
    ),
    "asking_order": (
        Key("when", "tests", "Tests of inputs; all must pass on the answers given. Without it the order always holds."),
        Key("order", "ids", "Inputs, in the order in which they are asked; those it does not name follow.", True),
    ),
    "exclusion": (
        Key("outcomes", "outcome_ids", "Two outcomes or more, as in: [what_to_do.escalate, proof.none_needed].", True),
        Key("because", "text", "Why they contradict each other.", True),
        SOURCE,
    ),
    "step": (
        Key("label", "line", "The step.", True),
        Key("figure", "id", "The id of the figure that says how long."),
        Key("text", "text", "What happens."),
        Key("only", "line", "Where not every case has the step: which way it belongs to, in a few words, in place of its tests."),
        WHEN,
        Key(
            "begun",
            "tests",
            "The tests that tell that the step has begun: only then its first day is asked for. As when if absent.",
        ),
        Key("first_day", "line", "How its first day is asked for, where something happened on it that has a name."),
    ),
}

# object → what it is called in messages and on the page that lists all keys.
ARTICLE = {
    "rulebook": "the rulebook",
    "source": "a source",
    "unit": "a unit",
    "passage": "a passage",
    "brand": "brand",
    "figure": "a figure",
    "input": "an input",
    "option": "an option",
    "group": "a group",
    "ask_for": "ask_for",
    "decision": "a decision",
    "outcome": "an outcome",
    "general_answer": "an answer or a lead",
    "rule": "a rule",
    "step": "a timeline step",
    "asking_order": "an order of asking",
    "exclusion": "an exclusion",
}

# object → what may stand in its place: a node of one kind → the key that it is the value of.
SHORT_FORMS: dict[str, dict[str, str]] = {"passage": {"text": "text", "list": "steps"}, "general_answer": {"text": "text"}}
