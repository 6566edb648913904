"""Run the browser's Python as it is shipped, in the embedded V8: the same functions, called with plain data."""

import json
from contextlib import contextmanager

from rulebook import bundle
from rulebook.bundle.v8 import running, translate

HOST = """
import javascript

def called(name, text):
    return javascript.JSON.stringify(globals()[name](*javascript.JSON.parse(text)))

def evaluate_all(program, list_of_answers):
    return [evaluate(program, answers) for answers in list_of_answers]

def next_all(program, list_of_answers):
    return [next_question(program, answers, evaluate(program, answers)) for answers in list_of_answers]

def near_misses_all(program, list_of_answers, decision):
    return [near_misses(program, answers, decision) for answers in list_of_answers]

def read_all(program, list_of_pairs, today):
    return [read(program, pairs, today) for pairs in list_of_pairs]

def typed_all(texts, today, words):
    return [[date(text, today, words), amount(text, words)] for text in texts]

def days_all(days, say):
    return [[date_of(day), day_words(day, say)] for day in days]
"""
WITHOUT_PAGE = [name for name in bundle.MODULES if "view" not in name and "checker" not in name]


@contextmanager
def brython():
    """Give a function that calls one of the browser's functions by its name, with arguments fit for JSON."""
    source = bundle.single_module(WITHOUT_PAGE) + HOST
    with running(bundle.runtime()) as context:
        context.eval(f"var host = {bundle.without_layout(translate(source, 'host'))}; 0")
        yield lambda name, *arguments: json.loads(context.call("host.called", name, json.dumps(arguments)))
