"""Messages between a page and the frame on it: whoever forges one is passed over, and whatever is in it does no harm."""

import json
import re

from tests.browser.answering import ready, until
from tests.browser.host import answer, frames, settled
from tests.conftest import ROOT
from tests.json_schema import fits

SCHEMA = json.loads((ROOT / "docs/messages.schema.json").read_text("utf-8"))
INTERFACE = re.compile(r"^export interface (\w+) \{(.*?)^\}", re.M | re.S)


def test_what_is_sent_is_what_the_schema_says(host, page):
    page.goto(host.page(host.link("?mishap=broken")))
    (frame,) = frames(page)
    answer(frame)
    settled(page)
    sent = [data for _, data in page.evaluate("heard")]
    assert {one["type"] for one in sent} == {"rulebook:height", "rulebook:result"}
    for one in sent:
        assert fits(one, SCHEMA, SCHEMA), one
        for name in one:
            assert not fits({key: value for key, value in one.items() if key != name}, SCHEMA, SCHEMA), f"without {name}"


def test_types_and_schema_name_the_same_and_the_scripts_send_no_others():
    interfaces = INTERFACE.findall((ROOT / "docs/messages.d.ts").read_text("utf-8"))
    typed = {name: set(re.findall(r"^  (\w+):", body, re.M)) for name, body in interfaces}
    assert typed == {name: one["properties"].keys() for name, one in SCHEMA["$defs"].items() if "properties" in one}
    named = {
        "rulebook:hello",
        *(one["properties"]["type"]["const"] for one in SCHEMA["$defs"].values() if "type" in one.get("properties", {})),
    }
    for script in ("embed.js", "widget.js"):
        text = (ROOT / "plugins/rulebook/browser" / script).read_text("utf-8")
        assert set(re.findall(r'"(rulebook:\w+)"', text)) == named, script


def test_forged_messages_are_passed_over(host, page):
    forger = host.page(script="/forger.js").replace(host.url, host.stranger)
    host.pages["/forger.js"] = """
        const say = () => ['rulebook:hello', {type: 'rulebook:height', height: 7}, {type: 'rulebook:result', detail: {forged: true}}]
            .forEach(one => { for (const to of [parent, ...Array.from({length: parent.length}, (_, at) => parent[at])]) to.postMessage(one, '*') })
        setInterval(say, 20)
        addEventListener('message', event => { if (event.origin === 'null') parent.postMessage('overheard', '*') })
    """
    page.goto(host.page(host.link("?mishap=broken")))
    (_frame,) = frames(page)
    settled(page)
    high = page.locator("iframe").bounding_box()["height"]
    honest = page.evaluate("heard.filter(one => one[0] === 'null')")
    page.evaluate(
        """address => {
        const stranger = document.createElement('iframe')
        stranger.src = address
        document.body.append(stranger)
        postMessage({type: 'rulebook:height', height: 7}, '*')
        postMessage({type: 'rulebook:result', detail: {forged: true}}, '*')
        for (const data of [null, 'x', 7, {}, {type: 'rulebook:height', height: 'x'}, {type: 'rulebook:height', height: -1}])
            dispatchEvent(new MessageEvent('message', {data, source: document.querySelector('iframe').contentWindow}))
    }""",
        forger,
    )
    until(page, "heard.filter(one => one[1]?.detail?.forged).length > 3")
    assert page.locator("iframe").first.bounding_box()["height"] == high
    assert page.evaluate("heard.filter(one => one[0] === 'null')") == honest and "overheard" not in page.evaluate(
        "heard.map(one => one[1])"
    )
    assert not any("forged" in one for _, one in page.evaluate("told"))


def test_a_frame_that_is_not_greeted_by_its_parent_stays_silent(host, page):
    page.goto(host.page(script="/none.js"))
    page.evaluate(
        """address => {
        const frame = document.createElement('iframe')
        frame.src = address
        document.body.append(frame)
    }""",
        f"{host.site}/widget/?mishap=broken",
    )
    until(page, "document.querySelector('iframe').contentWindow.length === 0")
    ready(page.frames[1])
    page.wait_for_timeout(200)
    assert page.evaluate("heard") == []
