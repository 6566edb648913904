"""Answer the checker's questions in a browser, and read what it shows."""

ALL_DRAWN = "new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done, 0), 0)))"
TODAY = "2026-11-22"


def ready(page):
    page.wait_for_selector("[data-module=checker][data-state=ready]", timeout=20_000)
    return page


def until(page, condition):
    """Wait until a condition holds. (Playwright's own way evaluates a text in the page, which the policy forbids.)"""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


QUESTION = "[...document.querySelectorAll('.ask')].find(one => !one.closest('.checker__result') && one.checkVisibility())"
ASKED = f"(one => one ? one.querySelector('input[name]')?.name ?? one.dataset.question : null)({QUESTION})"


def asked(page):
    """Return the input that is asked for, or its handier form; None where there is a verdict."""
    return page.evaluate(ASKED)


def asks(page, name):
    """Wait until an input is asked for."""
    until(page, f"({ASKED}) === {name!r}")


def question(page):
    """Return the question that stands there, or in a result one that has been opened."""
    return page.locator(".ask:visible").first


def choose(page, option):
    """Tap an option, by its id, or the first one (None)."""
    question(page).locator(f'[data-answer="{option}"]' if option else "[data-answer]").first.click()


def open_offer(page, name=None):
    """Open what a result still asks for, and in it the question of an input, or the first one (None), as far as they are closed."""
    for place in (".checker__offer", f"#offer-{name}" if name else ".offered"):
        fold = page.locator(place).first
        if not fold.evaluate("one => one.open"):
            fold.locator("> summary").click()


def submit(page):
    question(page).get_by_role("button", name="Next").click()


def shown(page):
    """Return {decision: [outcomes]} as the page shows them, once it has finished."""
    page.evaluate(ALL_DRAWN)
    pairs = page.eval_on_selector_all("[data-decision]", "all => all.map(one => [one.dataset.decision, one.dataset.outcome])")
    found = {}
    for decision, outcome in pairs:
        found.setdefault(decision, []).extend([outcome] if outcome else [])
    return found


def typed(page, pick):
    dated = question(page).get_attribute("data-kind") == "date"
    return ["in 12 days", "4 Dec 2026", "today", "yesterday"][pick(4)] if dated else ["$15", "60", "49,90", "35.00"][pick(4)]
