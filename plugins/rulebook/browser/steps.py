"""Which steps of the timeline hold in a case, and between which days a step that has begun will end."""

from rulebook.next_question import passes


def steps_that_hold(program, answers, outcomes):
    """Return the places of the steps whose tests all pass; what is not known to hold does not."""
    values = answers | outcomes
    return [place for place, step in enumerate(program["timeline"]) if _pass(step["when"], values)]


def running_step(program, answers, outcomes):
    """Return the place of the first step that is under way and counted in days, or None."""
    values = answers | outcomes
    for place in steps_that_hold(program, answers, outcomes):
        step = program["timeline"][place]
        if step["days"] and step["begun"] and _pass(step["begun"], values):
            return place
    return None


def _pass(tests, values):
    return all([passes(test, values.get(column)) for column, test in tests.items()])


def due(step, start):
    """Return the first and the last day on which a step that began on day `start` may end."""
    return [start + step["days"][0], start + step["days"][1]]
