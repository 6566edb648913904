"""Open pages so that none starts over unseen for want of something in the lean run time; and record what they call of the whole one.

`make lean` names the folder for what is recorded in LEAN_COVERAGE; then pages get the whole run time, as it is written.
"""

import json
import os
from contextlib import contextmanager, nullcontext
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from rulebook.bundle.runtime import loadable, without_compiler

RECORDED = "LEAN_COVERAGE"
LEFT_OUT = "left out of the run time"
TOO_LEAN = """The checker now calls a function that is left out of Brython's run time. Visitors get the right answer, after one
more page load. To put it back (a minute, or some for all of them, which also leaves out what is no longer called):
    make lean ARGS="{test}"
    make lean
{stack}"""
ONE_PROCESS = ["--disable-features=IsolateSandboxedIframes,site-per-process", "--disable-site-isolation-trials"]
NUMBERS = count()


@contextmanager
def opened_page(context, starts_over=False):
    """Give a new page of a browser context, and close it and what it opened; unless it may start over, fail where it did."""
    before, said = context.pages, []

    def listen(message):
        if LEFT_OUT in message.text:
            said.append(message.text)

    context.on("console", listen)
    page = context.new_page()
    with kept_recording(context, page) if RECORDED in os.environ else nullcontext():
        yield page
    for each in context.pages:
        if each not in before:
            each.close()
    context.remove_listener("console", listen)
    if said and not starts_over:
        pytest.fail(
            TOO_LEAN.format(stack=said[0], test=os.environ["PYTEST_CURRENT_TEST"].split("[")[0].split(" ")[0]), pytrace=False
        )


@contextmanager
def kept_recording(context, page):
    """Write down what a page calls: at its end, and before each page that comes in its place, which forgets."""
    session = recording(context, page)
    for name in ("goto", "reload", "go_back", "go_forward"):
        setattr(page, name, after_keeping(session, getattr(page, name)))
    yield
    keep(session)


def recording(context, page):
    """Give a page's every run time as it is written, and have V8 count its calls; return the session to ask for them."""
    context.route("**/checker/runtime.js", lambda route: route.fulfill(body=as_written(), content_type="text/javascript"))
    session = context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": False})
    return session


def after_keeping(session, leave):
    def kept_and_left(*arguments, **named):
        keep(session)
        return leave(*arguments, **named)

    return kept_and_left


@cache
def as_written():
    return loadable(without_compiler())


def keep(session):
    """Write down what has been called so far."""
    report = session.send("Profiler.takePreciseCoverage")["result"]
    test = Path(os.environ["PYTEST_CURRENT_TEST"].split("::")[0]).stem
    path = Path(os.environ[RECORDED], f"{test}-{os.getpid()}-{next(NUMBERS)}.json")
    path.write_text(json.dumps([one for one in report if one["url"].endswith("/runtime.js")]), "utf-8")
