/* The checker in somebody's frame: takes colour and scheme from the address, tells its height and, in ids, its result.
   Tells them only to the page around it, and only once that page has said hello. */
(function () {
  const root = document.documentElement, asked = new URLSearchParams(location.search)
  const accent = asked.get("accent"), scheme = asked.get("scheme"), wait = 150
  let section, host, result, told, height = 0, timer

  if (/^#[0-9a-f]{6}$/i.test(accent)) {
    root.style.setProperty("--brand", accent)
    root.dataset.accent = ""
  }
  if (["light", "dark"].includes(scheme)) root.dataset.scheme = scheme

  function tell() {
    clearTimeout(timer)
    if (!host || !/ready|failed/.test(section.dataset.state)) return
    const now = Math.ceil(root.getBoundingClientRect().height)
    if (now > height) send(now)
    else timer = setTimeout(send, wait, now)      // what comes next often needs the room again
    if (result === told) return
    told = result
    parent.postMessage({type: "rulebook:result", detail: JSON.parse(result)}, host)
  }
  function send(now) {
    if (now === height) return
    height = now
    parent.postMessage({type: "rulebook:height", height}, host)
  }
  addEventListener("message", function ({source, data, origin}) {
    if (source !== parent || data !== "rulebook:hello") return
    host = origin === "null" ? "*" : origin       // a page without an origin cannot be named; it is the parent all the same
    root.dataset.framed = ""
    section.dispatchEvent(new Event("focusin", {bubbles: true}))   // the loader waits for a painting, and what is out of view is not painted
    tell()
  })
  addEventListener("rulebook:result", ({detail}) => { result = JSON.stringify(detail); tell() })
  addEventListener("DOMContentLoaded", function () {
    section = document.querySelector("[data-module=checker]")
    new ResizeObserver(tell).observe(root)
    new MutationObserver(tell).observe(section, {attributeFilter: ["data-state"], childList: true, subtree: true})   // out of view too
  })
})()
