"""Hundreds of hostile addresses and messages, the same in every run: the page shows nothing that was not in it."""

import random
from urllib.parse import quote

import pytest

from tests.browser.answering import asked, ready
from tests.browser.host import answer, frames, settled

SEED = 20261122
ADDRESSES = 240
SAID = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</template><iframe srcdoc=x>",
    '"><svg/onload=alert(1)>',
    "<style>*{}</style>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "{{7*7}}",
    "${alert(1)}",
    "{0.__class__}",
    "{name}",
    "%s%n",
    "]]>",
    "<!--",
    "\\",
    "'",
    '"',
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "__defineGetter__",
    "__class__",
    "__dict__",
    "__init__",
    "__getitem__",
    "__name__",
    "$nat",
    "None",
    "True",
    "undefined",
    "null",
    "NaN",
    "Infinity",
    "\0",
    "\x01\x1b[2J\x7f",
    "\u202e\u2066",
    "\u200b\ufeff",
    "\u2028\u2029",
    "\ud7ff\ufffd",
    "e\u0301" * 40,
    "\U0001f468\u200d\U0001f469",
    "٣",
    "１２",
    "9" * 400,
    "-1",
    "1e999",
    "0x10",
    "1_000",
    "9999-99-99",
    "0000-00-00",
    "2026-02-30",
    "-2026-01-01",
    "unknown",
    "a" * 20_000,
    "<b>" * 3_000,
]
BROKEN = [
    "%",
    "%zz",
    "%E0%A4",
    "%C0%80",
    "%u0041",
    "%00",
    "+",
    "&&",
    "==",
    ";",
    "?",
    "#",
    "%26%3D",
    "[]",
    "[0]",
    ".x",
    "%ED%A0%80",
]

# One after the other in one page. Known are the kinds of element, the attributes and the addresses of the first case and the templates.
TRY = """async addresses => {
    const all = () => [document, ...[...document.querySelectorAll('template')].map(one => one.content)].flatMap(one => [...one.querySelectorAll('*')])
    const kinds = one => [one.localName, ...one.getAttributeNames().filter(name => !/^(data-.*|hidden)$/.test(name)).map(name => one.localName + ' ' + name)]
    const known = new Set(all().flatMap(kinds).concat('button value', 'a href', 'a class', 'input value', 'input aria-invalid', 'li', 'p', 'details open'))
    const globals = () => [Object.getOwnPropertyNames(Object.prototype).join(), Object.getOwnPropertyNames(Array.prototype).join(), Object.keys(self).length].join()
    const section = document.querySelector('[data-module=checker]'), before = globals(), wrong = []
    for (const [at, address] of addresses.entries()) {
        history.replaceState(null, '', address)
        dispatchEvent(new PopStateEvent('popstate'))
        if (at % 3 === 0) await new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))
        const strange = [...document.querySelectorAll('*')].flatMap(kinds).filter(kind => !known.has(kind))
        const leading = [...section.querySelectorAll('[href]')].map(one => one.getAttribute('href')).filter(href => !/^(https?:|[?#/])/.test(href))
        if (section.dataset.state !== 'ready' || strange.length || leading.length) wrong.push([address.slice(0, 200), section.dataset.state, ...strange, ...leading])
    }
    return [wrong, before === globals()]
}"""

# Everything that can cross between two pages; what has the right form is wrong in some other way.
DATA = """
    const round = {}; round.round = round
    const odd = [null, 0, NaN, '', 'rulebook:hell', 'RULEBOOK:HELLO', ['rulebook:hello'], {type: 'rulebook:hello'}, new String('rulebook:hello'), 7n, round,
        new Date(0), new Map([['type', 'rulebook:height']]), new ArrayBuffer(8), /x/, new Error('x'), new Array(1e3), {__proto__: null, type: 'rulebook:height', height: 7}]
    const heights = ['7', '7px;background:url(//x)', [7], {}, {valueOf: 7}, 7n, NaN, Infinity, -Infinity, -1, -0, 0, 0.5, 1e308, 2 ** 53, true, null, new Date(7), new Date(8e15), round]
    const kinds = ['rulebook:height', 'rulebook:result', 'rulebook:hello', 'constructor', '__proto__', 7, null]
    const data = [...odd, ...heights.flatMap(height => kinds.map(type => ({type, height}))), ...odd.map(detail => ({type: 'rulebook:height', detail, height: detail}))]
"""


@pytest.fixture
def watched(new_page):
    """Give a page, and the list of what its frames complain of."""
    page, wrong = new_page(), []
    page.on("console", lambda message: wrong.append(message.text[:300]) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: wrong.append(str(fault)[:300]))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    return page, wrong


def test_hundreds_of_hostile_addresses_put_nothing_into_the_page(parcel, watched):
    page, wrong = watched
    page.goto(parcel + "/check/")
    names = [
        *ready(page).evaluate("JSON.parse(document.querySelector('[data-program]').textContent).order"),
        "today",
        "from",
        "embed",
        "accent",
        "scheme",
        "lang",
    ]
    assert page.evaluate(TRY, list(hostile(random.Random(SEED), names))) == [[], True]
    page.evaluate("history.replaceState(null, '', '?mishap=broken'); dispatchEvent(new PopStateEvent('popstate'))")
    assert (asked(page), wrong) == ("told", [])


def hostile(chance, names):
    """Yield addresses of a few pairs each: names that there are and names that there are not, texts raw, quoted and broken."""
    for _ in range(ADDRESSES):
        pairs = []
        for _ in range(chance.randrange(1, 6)):
            name = chance.choice([chance.choice(names), chance.choice(names), chance.choice(SAID)])
            text = chance.choice(
                [chance.choice(SAID), chance.choice(SAID) + chance.choice(SAID), "broken", "no", "2026-12-04", "60"]
            )
            pairs.append(
                quote(name)
                + "="
                + chance.choice([quote, quote, lambda raw: raw])(text)
                + chance.choice(["", "", chance.choice(BROKEN)])
            )
        yield (
            "?" + chance.choice("&&&;").join(pairs) + chance.choice(["", "", "#change-" + quote(chance.choice([*names, *SAID]))])
        )


def test_hostile_messages_change_nothing_whoever_sends_them(host, watched):
    page, wrong = watched
    sibling = host.page(script="/flood.js").replace(host.url, host.stranger)
    host.pages["/flood.js"] = (
        DATA
        + """
        data.push('rulebook:hello', ...[7, 1e9].map(height => ({type: 'rulebook:height', height})), {type: 'rulebook:result', detail: {forged: true}})
        for (const one of data) for (const to of [parent, ...Array.from({length: parent.length}, (_, at) => parent[at])]) if (to !== self) to.postMessage(one, '*')
        parent.postMessage('done', '*')
    """
    )
    page.goto(host.page(host.link("?mishap=broken&today=2026-11-22")))
    (frame,) = frames(page)
    answer(frame, "no")
    settled(page)
    before, told = page.evaluate(STATE), page.evaluate("told.length")
    # a second frame that nobody greets, a flood from a sibling, from the page itself, and from the page to the frames
    page.evaluate(
        """([sibling, silent]) => {
        for (const src of [silent, sibling]) document.body.append(Object.assign(document.createElement('iframe'), {src}))
    }""",
        [sibling, host.site + "/widget/?mishap=broken"],
    )
    until_done(page)
    page.evaluate(
        "() => {"
        + DATA
        + """
        for (const one of data) for (const to of [self, frames[0], frames[1]]) to.postMessage(one, '*')
        for (let times = 0; times < 300; times++) frames[0].postMessage('rulebook:hello', '*')
        postMessage('done', '*')
    }"""
    )
    until_done(page)
    page.wait_for_timeout(200)  # heights go down after a moment
    assert (page.evaluate(STATE), page.evaluate("told.length"), wrong) == (before, told, [])
    assert page.evaluate("heard.filter(([origin, data]) => origin === 'null' && data === 'done').length") == 0
    # and what the frame itself might say, if somebody had got into it
    heights = page.evaluate(
        "() => {"
        + DATA
        + """
        const frame = document.querySelector('iframe'), found = new Set()
        for (const one of data) {
            dispatchEvent(new MessageEvent('message', {data: one, source: frame.contentWindow}))
            found.add(frame.getAttribute('style').replace(/[0-9]+px/, 'N'))
            if (parseInt(frame.style.height) > 20000) found.add(frame.style.height)
        }
        return [...found]
    }"""
    )
    assert heights == ["display: block; width: 100%; height: N; border: 0px;"] and wrong == []
    answer(frame)
    assert "last_day=2026-12-04" in frame.url


STATE = "[broken.length, document.querySelectorAll('body *').length - document.querySelectorAll('body > iframe').length, document.querySelector('iframe').getAttribute('style'), document.querySelector('iframe').src]"


def until_done(page):
    for _ in range(200):
        if page.evaluate("heard.some(([origin, data]) => data === 'done')"):
            return page.evaluate("heard.length = 0")
        page.wait_for_timeout(20)
    raise AssertionError("the flood never ended")
