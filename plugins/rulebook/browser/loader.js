/* Fetches the checker when touched, or at once if it is what the page is for: its scripts and the pieces that it shows. An
   answer that is tapped before it is there is kept and carried out. Where something was missing in the lean run time,
   left_out.js has left a note in the address: then the whole one is fetched. Publishing fills in `lean`, `whole`, `worker`. */
(function () {
  const here = document.currentScript.src, framed = self.origin === "null", same = {createScriptURL: text => text}
  const trusted = self.trustedTypes ? trustedTypes.createPolicy("checker", same) : same
  const lean = {"runtime.js": "", "checker.js": "", "pieces.html": ""}, whole = {"whole.js": "", "checker.js": "", "pieces.html": ""}
  const {worker} = {worker: ""}
  const find = text => document.querySelector(text), idle = self.requestIdleCallback || setTimeout
  const saving = (navigator.connection || {}).saveData, note = taken(), parts = note ? whole : lean
  let down = false, start = null

  function taken() {
    const [, text] = location.hash.split("#whole=")
    if (!text) return null
    try {
      const told = JSON.parse(decodeURIComponent(text))
      history.replaceState(history.state, "", location.pathname + location.search + (told.hash || ""))
      return told
    } catch { return null }
  }

  function address(name) {
    return trusted.createScriptURL(new URL(name, here).href)
  }
  function fetchPart([name, integrity]) {
    return /html$/.test(name) ? fetchPieces(name) : fetchScript(name, integrity)
  }
  function fetchPieces(name) {      // as a document of our own origin: under the policy no text becomes one
    if (framed || find("[data-program]")) return      // the page brings them along
    return new Promise(function (resolve, reject) {
      const request = new XMLHttpRequest()
      request.open("GET", address(name))
      request.responseType = "document"
      request.onloadend = function () {
        const {response} = request
        if (!response || !response.querySelector("[data-words]")) return reject(new Error("There is no " + name))      // they are its end
        resolve(document.body.append(...response.querySelectorAll("template, [data-program], [data-words]")))
      }
      request.send()
    })
  }
  function fetchScript(name, integrity) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script")
      script.async = false
      script.onload = resolve
      script.onerror = reject
      if (!framed) script.integrity = integrity
      script.src = address(name)
      document.head.append(script)
    })
  }
  function load(section) {
    if (!section || section.dataset.state) return
    section.dataset.state = "loading"
    Promise.all(Object.entries(parts).map(fetchPart)).then(function () { start = self.startChecker; run() }).catch(fail)
  }
  function run() {      // never under a pressed finger: its click would be lost
    if (down || !start) return
    if (document.readyState === "loading") return addEventListener("DOMContentLoaded", run)
    const now = start
    start = null
    try { now() } catch (fault) { return fail(fault) }
    if (note) self.resume(note)
    if (!worker || self !== top || !navigator.serviceWorker) return
    navigator.serviceWorker.register(address(worker)).catch(console.warn)
    if (!saving) navigator.serviceWorker.ready.then(() => setTimeout(() => idle(() => fetch(address(Object.keys(whole)[0]))), 1e4))
  }
  function fail(fault) {
    if (find("[data-module=checker]").inert) return      // it starts over
    const tapped = find("[data-pending]")
    find("[data-module=checker]").dataset.state = "failed"
    console.error(fault)
    if (tapped) location.href = tapped.href
  }
  function touched({target}) {
    if (target.closest) load(target.closest("[data-module=checker]"))
  }
  for (const name of ["pointerover", "touchstart", "focusin"]) addEventListener(name, touched, {passive: true})
  addEventListener("pointerdown", ({target}) => { down = !!target.closest("[data-module=checker]") })
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, function () { down = false; setTimeout(run) })
  addEventListener("click", function (event) {
    const link = event.target.closest("[data-module=checker]:not([data-state=ready], [data-state=failed]) a[data-answer]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    for (const other of document.querySelectorAll("[data-pending]")) delete other.dataset.pending
    link.dataset.pending = ""
    load(link.closest("[data-module=checker]"))
  }, true)
  function begin() {
    const section = find("[data-module=checker]")
    if (!section) return
    if (section.dataset.load || location.search || note) requestAnimationFrame(() => setTimeout(load, 0, section))
    else if (!saving) setTimeout(() => idle(() => section.dataset.state || Object.keys(parts).forEach(prefetch)), 1e3)
  }
  function prefetch(name) {
    const link = document.createElement("link")
    link.rel = "prefetch"
    link.href = address(name)
    document.head.append(link)
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin)
  else begin()
})()
