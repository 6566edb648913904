"""Search as a page does, in the embedded V8: the search's own script, or that of a site with its index."""

import json
import re
from contextlib import contextmanager

from py_mini_racer import MiniRacer

INDEX = re.compile(r"const index = ({.*})\n")
SHOWN_FROM = "/* Shows under a field"  # where the part begins that needs a page


@contextmanager
def searching(script, entries, ignored):
    """Give a function that returns the entries found for what is typed, best first."""
    v8 = MiniRacer()
    try:
        v8.eval(script)
        v8.eval(f"var find = searcher({json.dumps(entries)}, {json.dumps(ignored)})")
        yield lambda text: json.loads(v8.eval(f"JSON.stringify(find({json.dumps(text)}))"))
    finally:
        v8.close()


def searching_site(folder):
    """Return the same for a finished site."""
    script, index = script_and_index(folder)
    return searching(script[: script.index(SHOWN_FROM)], index["entries"], index["ignored"])


def entries_of(folder):
    return script_and_index(folder)[1]["entries"]


def script_and_index(folder):
    script = (folder / "search/search.js").read_text("utf-8")
    return script, json.loads(INDEX.search(script)[1])
