"""Messages between a page and the frame on it: whoever forges one is passed over, and whatever is in it does no harm."""

from tests.browser.answering import ready, until
from tests.browser.host import frames, settled


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
