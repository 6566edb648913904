/* Fetches the checker when touched, or at once if it is what the page is for. An answer that is tapped before it is there is kept
   and carried out. Publishing fills in `parts` and `worker`. */
(function () {
  const here = document.currentScript.src, framed = self.origin === "null", same = {createScriptURL: text => text}
  const trusted = self.trustedTypes ? trustedTypes.createPolicy("checker", same) : same
  const parts = {"runtime.js": "", "checker.js": ""}, worker = "", find = text => document.querySelector(text)
  let down = false, start = null

  function address(name) {
    return trusted.createScriptURL(new URL(name, here).href)
  }
  function fetchScript([name, integrity]) {
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
    Promise.all(Object.entries(parts).map(fetchScript)).then(function () { start = self.startChecker; run() }).catch(fail)
  }
  function run() {      // never under a pressed finger: its click would be lost
    if (down || !start) return
    if (document.readyState === "loading") return addEventListener("DOMContentLoaded", run)
    const now = start
    start = null
    try { now() } catch (fault) { return fail(fault) }
    if (worker && self === top && navigator.serviceWorker) navigator.serviceWorker.register(address(worker)).catch(console.warn)
  }
  function fail(fault) {
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
    const section = find("[data-module=checker]"), idle = self.requestIdleCallback || setTimeout
    if (!section) return
    if (section.dataset.load || location.search) requestAnimationFrame(() => setTimeout(load, 0, section))
    else if (!(navigator.connection || {}).saveData) setTimeout(() => idle(() => section.dataset.state || Object.keys(parts).forEach(prefetch)), 1e3)
  }
  function prefetch(name) {
    const link = document.createElement("link")
    link.rel = "prefetch"
    link.as = "script"
    link.href = address(name)
    document.head.append(link)
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin)
  else begin()
})()
