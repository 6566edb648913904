"""Choose the question that is asked next: of the headline decision first, in the order that the answers so far call for.

It runs in both worlds, like `evaluate`, which is all that it imports.
"""

from rulebook.evaluate import UNKNOWN, cell_of, evaluate


def next_question(program, answers, result):
    """Return the id of the input to be asked next, or None where all that people are told is decided.

    `result` is what `evaluate` returns for these answers.
    """
    people = program["people"]
    wanted = result["decisions"][people[0]]["open"] if people else []
    if not wanted:
        wanted = [name for id in people for name in result["decisions"][id]["open"]]
    for place in asking_order(program, answers):
        if program["inputs"][place]["id"] in wanted:
            return program["inputs"][place]["id"]
    return None


def came_in_order(program, answers):
    """Return whether the answers are those that are asked for one after the other, beginning with none."""
    so_far = {}
    while len(so_far) < len(answers):
        asked = next_question(program, so_far, evaluate(program, so_far))
        if asked not in answers:
            return False
        so_far[asked] = answers[asked]
    return True


def asking_order(program, answers):
    """Return the places of all inputs in the order of the first entry whose tests hold; the last entry always holds."""
    for entry in program["asking"]:
        if all([passes(test, answers.get(name)) for name, test in entry["when"].items()]):
            return entry["order"]
    return []  # the last entry always holds


def passes(test, value):
    """Return whether a test lets a value through: an option, a number, unknown or, where there is none, None."""
    if value is None or value == UNKNOWN:
        return value == UNKNOWN and test["unknown"]
    return value in test["options"] or any([_within(low, high, value) for low, high in test["spans"]])


def _within(low, high, value):
    return (low is None or cell_of([low], value) == 1) and (high is None or cell_of([high], value) == 0)
