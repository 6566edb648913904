"""Which steps of the timeline hold in a case, and between which days a step that has begun will end."""

from rulebook.next_question import passes


def steps_that_hold(program, answers, outcomes):
    """Return the places of the steps whose tests all pass; what is not known to hold does not."""
    values = dict(answers)
    values.update(outcomes)
    places = []
    for place, step in enumerate(program["timeline"]):
        if all([passes(test, values.get(column)) for column, test in step["when"].items()]):
            places.append(place)
    return places


def running_step(program, places):
    """Return the place of the first step that is under way and counted in days, or None."""
    found = [place for place in places if program["timeline"][place]["when"] and program["timeline"][place]["days"]]
    return found[0] if found else None


def due(step, start):
    """Return the first and the last day on which a step that began on day `start` may end."""
    return [start + step["days"][0], start + step["days"][1]]
