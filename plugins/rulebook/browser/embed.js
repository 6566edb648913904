/* Puts the checker in the place of every link to it. A link goes only when its frame has come up: whoever cannot be
   reached, or is not allowed, leaves a page with working links. How to use it: /embed/ on this script's own site. */
(function () {
  const site = new URL(".", document.currentScript.src).href, links = new Map()

  function embed(link) {
    const frame = document.createElement("iframe"), asked = new URLSearchParams(link.search)
    const own = getComputedStyle(link).colorScheme
    if (/^(dark|light)$/.test(own)) asked.set("scheme", own)      // the page says itself that it is one of them
    for (const name of ["accent", "scheme", "today"]) if (link.dataset[name]) asked.set(name, link.dataset[name])
    link.dataset.embed = document.getElementsByTagName("iframe").length + 1
    asked.set("embed", link.dataset.embed)
    frame.title = link.textContent.trim()
    frame.sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals"
    frame.allow = "clipboard-write"
    frame.referrerPolicy = "no-referrer"
    frame.loading = "lazy"
    frame.style.cssText = "display:block;width:100%;height:0;border:0;visibility:hidden"
    frame.onload = () => frame.contentWindow.postMessage("rulebook:hello", "*")     // a sandbox has no origin to name
    frame.src = site + "widget/?" + asked
    links.set(frame, link)
    link.after(frame)
  }
  function hear(frame, {type, height, detail}) {
    if (type === "rulebook:result") frame.dispatchEvent(new CustomEvent(type, {bubbles: true, detail}))
    if (type !== "rulebook:height" || !Number.isInteger(height) || height < 1) return
    frame.style.height = Math.min(height, 2e4) + "px"
    frame.style.visibility = ""
    if (document.activeElement === links.get(frame)) frame.focus()
    links.get(frame).remove()
  }
  function scan() {
    for (const link of document.querySelectorAll("a[href]:not([data-embed])")) {
      const path = link.origin + link.pathname
      if (path.startsWith(site) && /^(check|widget)\/?$/.test(path.slice(site.length))) embed(link)
    }
  }
  addEventListener("message", function ({source, data}) {
    for (const frame of links.keys()) if (source && source === frame.contentWindow && data) hear(frame, data)
  })
  scan()
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", scan)
})()
