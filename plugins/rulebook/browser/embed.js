/* Puts the checker in the place of every link to it, and into every <rulebook-checker>. What stood there is hidden once the frame
   has come up, and never removed: it is the page's. How to use it: /embed/ on this script's own site. */
(function () {
  const site = new URL(".", document.currentScript.src).href, frames = new Map(), names = ["accent", "scheme", "today"]
  const seen = Symbol.for("rulebook")      // on a link that has had its frame by any of our scripts, not on copies
  const sheet = new CSSStyleSheet()      // no policy forbids it, and any style of the page wins
  const words = host => host.getAttribute("words") || host.textContent.trim() || site

  function embed(link, place, host) {
    const frame = document.createElement("iframe"), asked = new URLSearchParams(link.search)
    const own = getComputedStyle(host).colorScheme.replace(/ ?only ?/, "")
    if (/^(dark|light)$/.test(own)) asked.set("scheme", own)      // the page says itself that it is one of them
    for (const name of names) if (link.dataset[name]) asked.set(name, link.dataset[name])
    asked.set("embed", link.dataset.embed = document.getElementsByTagName("iframe").length + 1)
    frame.sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals"
    frame.allow = "clipboard-write"
    frame.referrerPolicy = "no-referrer"
    frame.loading = "lazy"
    frame.style.cssText = "display:block;width:100%;height:0;border:0;visibility:hidden"
    frame.onload = () => {
      frame.title = words(host)      // read by now
      frame.contentWindow.postMessage("rulebook:hello", "*")     // a sandbox has no origin to name
    }
    frame.src = site + "widget/?" + asked
    frames.set(frame, {place, host, display: place.style.display})
    link[seen] = true
    place.after(frame)
  }
  function hear(frame, {type, height, detail}) {
    const {place, host} = frames.get(frame), {style} = frame
    if (type === "rulebook:result") frame.dispatchEvent(new CustomEvent(type, {bubbles: true, composed: true, detail}))
    if (type !== "rulebook:height" || !Number.isInteger(height) || height < 1) return
    style.height = Math.min(height, 2e4) + "px"
    if (!style.visibility) return
    style.visibility = ""
    if (host.contains(document.activeElement)) frame.focus()
    place.style.setProperty("display", "none", "important")
  }
  function tend(changes) {      // a link that has gone or moved takes its frame along; where others take the frame, the link comes back
    for (const [frame, {place, display}] of frames) {
      const moved = !place.isConnected || changes.some(({addedNodes}) => [...addedNodes].includes(place))
      if (!moved && frame.isConnected) continue
      frames.delete(frame)
      frame.remove()
      place.style.display = display
      if (moved) place[seen] = !delete place.dataset.embed
    }
    for (const link of document.querySelectorAll("a[href]:not(rulebook-checker *)")) {
      const path = link.origin + link.pathname, copied = link.dataset.embed > 0, next = link.nextElementSibling
      if (link[seen] || link.isContentEditable || !copied && "embed" in link.dataset) continue
      if (!path.startsWith(site) || !/^(check|widget)\/?$/.test(path.slice(site.length))) continue
      if (copied) {      // hidden, with a frame that nobody hears
        link.style.display = ""
        if (next && next.src && next.src.startsWith(site)) next.remove()
      }
      embed(link, link, link)
    }
  }
  class Checker extends HTMLElement {
    static observedAttributes = ["answers", "words", ...names]
    connectedCallback() {
      const slot = document.createElement("slot"), link = document.createElement("a"), say = name => this.getAttribute(name) || ""
      link.href = site + "check/?" + new URLSearchParams(say("answers"))
      link.textContent = words(this)
      for (const name of names) link.dataset[name] = say(name)
      slot.append(link)
      const root = this.shadowRoot || this.attachShadow({mode: "open"})
      root.adoptedStyleSheets = [sheet]
      root.replaceChildren(slot)
      embed(link, slot, this)
    }
    disconnectedCallback() { this.shadowRoot.replaceChildren() }
    connectedMoveCallback() {}      // moved in one piece: nothing is lost
    attributeChangedCallback() { if (this.isConnected && this.shadowRoot) this.connectedCallback() }
  }
  addEventListener("message", function ({source, data}) {
    for (const frame of frames.keys()) if (source && source === frame.contentWindow && data) hear(frame, data)
  })
  sheet.replaceSync(":host(:not([hidden])) { display: block; width: 100% }")
  new MutationObserver(tend).observe(document, {childList: true, subtree: true})
  tend([])
  if (!customElements.get("rulebook-checker")) customElements.define("rulebook-checker", Checker)
})()
