"""Show the steps to be expected, with the days between which a step that has begun will end."""

from rulebook.browser.state import day
from rulebook.browser.steps import due, running_step, steps_that_hold
from rulebook.browser.view.pieces import clone, put
from rulebook.browser.view.question import prepare
from rulebook.wording.quantities import day_words, filled


def timeline(page, case):
    """Return the steps that hold in this case."""
    program = page["program"]
    outcome = {id: one["outcome"] for id, one in case["result"]["decisions"].items()}
    places = steps_that_hold(program, case["answers"], outcome)
    running = running_step(program, case["answers"], outcome)
    shown = clone(page, "timeline")
    for place, step in enumerate(program["timeline"]):
        line = shown.querySelector('[data-step="' + str(place) + '"]')
        if place not in places:
            line.remove()
        elif place == running:
            _since(page, case, line, step)
    return shown


def _since(page, case, line, step):
    """Ask for the day on which a step began; once it is known, say between which days it ends."""
    form = clone(page, "since")
    text = case["given"].get("from", "")
    prepare(page, case, form, text)
    put(form, "first_day", line.dataset.firstDay)
    line.append(form)
    if text:
        say = page["words"]["say"]
        low, high = [day_words(one, say) for one in due(step, day(text))]
        put(line, "due", filled(say["say_due"], {"hedge": step["hedge"], "low": low, "high": high}).replace("  ", " "))
