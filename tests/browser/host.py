"""Somebody else's site on this machine, and what a test does on its pages."""

import threading
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from tests.browser.answering import ALL_DRAWN, choose, question, ready, submit, until
from tests.conftest import Server

LISTENER = """
addEventListener('rulebook:result', event => told.push([event.target.dataset.test || event.target.title, event.detail]))
addEventListener('message', ({origin, data}) => heard.push([origin, data]))
addEventListener('securitypolicyviolation', event => broken.push(event.violatedDirective + ' ' + event.blockedURI))
const told = [], heard = [], broken = []
Object.assign(self, {told, heard, broken})
"""

# What is out of view is not painted, and nothing is drawn there after the next painting.
DRAWN_IF_SEEN = f"Promise.race([{ALL_DRAWN}, new Promise(done => setTimeout(done, 300))])"
FRAMES = """[document, ...[...document.querySelectorAll('rulebook-checker')].map(one => one.shadowRoot)]
    .flatMap(root => [...root?.querySelectorAll('iframe') ?? []])"""


class Host:
    """Somebody else's site on this machine: pages under a strict policy that allows the checker's origin and nothing more."""

    def __init__(self, site):
        self.site, self.pages, self.policies = site, {}, {}
        self.server = Server(("127.0.0.1", 0), lambda *given: _Handler(self, *given))
        self.url = f"http://localhost:{self.server.server_port}"
        self.stranger = f"http://127.0.0.1:{self.server.server_port}"  # a third origin, which the page has framed too
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, *links, style="", script=None):
        """Put up a page with some links, each between paragraphs, and the script that changes them; return its address."""
        path = f"/{len(self.pages)}.html"
        body = "".join(f"<p>Before.</p>{link}<p>After.</p>" for link in links)
        tag = f'<script async src="{script}"></script>' if script else self.line()
        self.pages[path] = (
            f'<!doctype html><html lang="en"><title>Host</title><link rel=stylesheet href="{path}.css"><script src="/host.js"></script><main>{body}</main>{tag}'
        )
        self.pages[path + ".css"] = "body { margin: 0; font: 16px sans-serif } " + style
        return self.url + path

    def written(self, text, policy=None):
        """Put up a page as it is written, under a policy of its own or that of all others; return its address."""
        path = f"/{len(self.pages)}.html"
        self.pages[path] = (
            f'<!doctype html><html lang="en"><title>Host</title><script src="/host.js"></script><main>{text}</main>'
        )
        self.policies[path] = policy or self.policy
        return self.url + path

    def line(self, kind="async", site=None):
        return f'<script {kind} src="{site or self.site}/embed.js"></script>'

    def element(self, more="", inside=""):
        return f"<rulebook-checker {more}>{inside}</rulebook-checker>"

    def link(self, query="", more="", path="/check/", words="Check your case"):
        return f'<a href="{self.site}{path}{query}" {more}>{words}</a>'

    @property
    def policy(self):
        return (
            f"default-src 'none'; script-src 'self' {self.site}; frame-src {self.site} {self.stranger}; style-src 'self'; base-uri 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, host, *given):
        self.host = host
        super().__init__(*given)

    def do_GET(self):
        text = LISTENER if self.path == "/host.js" else self.host.pages.get(urlsplit(self.path).path, "")
        kind = {"js": "text/javascript", "css": "text/css"}.get(self.path.rpartition(".")[2], "text/html")
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", self.host.policies.get(urlsplit(self.path).path, self.host.policy))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def frames(page, count=1):
    """Return the frames of a page once all of them have come up, those of elements after those of links."""
    until(page, f"{FRAMES}.filter(one => one.style.visibility === '').length === {count}")
    found = [handle.as_element().content_frame() for handle in page.evaluate_handle(FRAMES).get_properties().values()]
    for one in found:
        ready(one)
    return found


def settled(page):
    """Wait until every frame is as high as its content."""
    for frame in page.frames[1:]:
        frame.evaluate(DRAWN_IF_SEEN)
        for _ in range(100):
            high = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
            if high == frame.frame_element().bounding_box()["height"]:
                break
            page.wait_for_timeout(20)
        else:
            raise AssertionError(f"The content is {high} px high, its frame {frame.frame_element().bounding_box()['height']}")


def answer(frame, value=None):
    """Give an answer to the question that is asked, whatever it is, and wait for what comes then."""
    before = frame.url
    asked = question(frame)
    if asked.locator(".field__input").count():
        asked.locator(".field__input").first.fill("4 December 2026" if asked.get_attribute("data-kind") == "date" else "49.90")
        submit(frame)
    else:
        choose(frame, value)
    until(frame, f"location.href !== {before!r}")
