"""YAML is read alike with libyaml and without it: what is committed by any reader, a rulebook by `load` whatever is in it."""

from __future__ import annotations

import os
import random

import pytest
import yaml
from rulebook.check import check
from rulebook.load import load, nodes
from rulebook.load.python_loader import PythonLoader

from tests.conftest import ROOT
from tests.test_faults import QUICK as FAULTS

PARSERS = [yaml.CSafeLoader, PythonLoader]
ROUNDS = int(os.environ.get("ROUNDS", "150"))  # mutated rulebooks tried; the first ones are always the same
PLACES = ("rules.yaml", ".github/**/*.yml", "plugins/**/*.yaml", "tests/**/*.yaml")
WRITTEN = [path.relative_to(ROOT).as_posix() for place in PLACES for path in sorted(ROOT.glob(place))]
TYPED = r"""
{ } [ ] : , - ? # " ' & * ! | > % @ ` ~ \ ?, ?} :, :} :[ &a *a !x !!str !<x> #x {{ null no not(a,b) [30..80) >50 1_000 .nan
<<: \x \x4 \/ \ud800 \U0011ffff \UFFFFFFFF http://x x:y a:b {{f}} {a:b} [a,b] '' "" %YAML --- ... |2 >- |+9 é 😀
"""
SPACED = [
    "",
    "\n",
    "\n  ",
    "\t",
    "\r",
    "\ufeff",
    "\x85",
    "\u2028",
    ": ",
    "- ",
    "- - ",
    " #",
    "? ",
    "a: b: c",
    "*a ",
    "! ",
    "Which?, ",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITTEN)
def test_every_yaml_file_is_read_alike_by_any_reader(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert read(text, yaml.SafeLoader) == read(text, yaml.CSafeLoader)


def read(text, loader):
    """Return what a text holds, None where this reader refuses it."""
    try:
        return yaml.load(text, loader)
    except yaml.YAMLError:
        return None


def test_a_question_in_a_flow_map_needs_no_quotes():
    text = "{question: Which?, label: lamp, ask: [What?, Who?], more: a ?b, last: Is it?}"
    for parser in PARSERS:
        assert read(text, parser) == {
            "question": "Which?",
            "label": "lamp",
            "ask": ["What?", "Who?"],
            "more": "a ?b",
            "last": "Is it?",
        }


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.stem)
def test_a_broken_rulebook_gets_the_same_findings(fault, monkeypatch):
    found = []
    for parser in PARSERS:
        monkeypatch.setattr(nodes, "Loader", parser)
        found.append(check(fault)[1])
    assert found[0] == found[1]


@pytest.mark.slow
def test_mutated_rulebooks_get_the_same_findings(tmp_path, monkeypatch):
    texts = [fault.read_text(encoding="utf-8") for fault in FAULTS]
    path = tmp_path / "rules.yaml"
    for seed in range(ROUNDS):
        path.write_text(mutated(random.Random(seed), texts), encoding="utf-8", newline="")
        loaded = []
        for parser in PARSERS:
            monkeypatch.setattr(nodes, "Loader", parser)
            loaded.append(load(path))
        assert loaded[0] == loaded[1], f"seed {seed}"


def mutated(pick, texts):
    """Return one of the texts with up to four things typed into it, some of them over what stood there."""
    text = pick.choice(texts)
    for _ in range(pick.randint(1, 4)):
        at = pick.randrange(len(text) + 1)
        text = text[:at] + pick.choice([*TYPED.split(), *SPACED]) + text[at + pick.choice([0, 0, 0, 1, 2, 5, 12]) :]
    return text
