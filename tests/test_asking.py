"""How many questions can be ahead: never fewer than are asked, in whatever order answers were given."""

import random
from pathlib import Path

import pytest
from rulebook.diagram.asking import most_ahead, questions
from rulebook.diagram.program import program
from rulebook.evaluate import UNKNOWN, evaluate
from rulebook.load import load

from tests.conftest import ROOT

REAL = program(load(ROOT / "rules.yaml")[0])
SMALL = program(load(Path(__file__).parent / "rulebooks" / "parcel.yaml")[0])
NUMBERS = [-3, 0, 5, 20, 49, 60, 90, 120]


@pytest.mark.parametrize("compiled", [REAL, SMALL], ids=["real", "small"])
def test_never_more_questions_come_than_were_announced(compiled):
    most = most_ahead(compiled)
    assert most["all"] == questions(compiled)[0]
    for seed in range(60):
        pick = random.Random(seed)
        ahead = {one["id"]: answer(one, pick) for one in pick.sample(compiled["inputs"][1:], pick.randrange(4))}
        first = compiled["inputs"][0]
        answers, announced = {first["id"]: answer(first, pick)} | ahead, []
        while still_open := evaluate(compiled, answers)["open"]:
            place = [one["id"] for one in compiled["inputs"]].index(still_open[0])
            announced.append(min(len(still_open), most["after"][answers[most["first"]]][place]))
            answers[still_open[0]] = answer(compiled["inputs"][place], pick)
        assert all(most >= len(announced) - at for at, most in enumerate(announced)), (answers, announced)


def test_a_book_without_a_choice_to_begin_with_has_no_table():
    assert most_ahead({"inputs": [], "decisions": []}) is None


def answer(spec, pick):
    if spec["unknown"] and pick.randrange(4) == 0:
        return UNKNOWN
    return pick.choice(
        spec["options"] if spec["type"] == "choice" else [one for one in NUMBERS if one >= 0 or spec["type"] == "integer"]
    )
