/* Fetches the checker when touched, or at once if it is what the page is for. Publishing fills in `parts` and `worker`. */
(function () {
  const section = document.querySelector("[data-module=checker]"), here = document.currentScript.src
  if (!section) return
  const same = {createScriptURL: text => text}
  const trusted = self.trustedTypes ? trustedTypes.createPolicy("checker", same) : same
  const touches = ["pointerover", "touchstart", "focusin"], framed = self.origin === "null"
  const parts = {"runtime.js": "", "checker.js": ""}, worker = ""
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
  function load() {
    if (section.dataset.state) return
    section.dataset.state = "loading"
    Promise.all(Object.entries(parts).map(fetchScript)).then(function () { start = self.startChecker; run() }).catch(fail)
  }
  function run() {      // never under a pressed finger: its click would be lost
    if (down || !start) return
    const now = start
    start = null
    try { now() } catch (fault) { return fail(fault) }
    if (worker && !framed && navigator.serviceWorker) navigator.serviceWorker.register(address(worker)).catch(console.warn)
  }
  function fail(fault) {
    section.dataset.state = "failed"
    console.error(fault)
  }
  touches.forEach(name => section.addEventListener(name, load, {once: true, passive: true}))
  section.addEventListener("pointerdown", () => { down = true })
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, function () { down = false; setTimeout(run) })
  if (section.dataset.load || location.search) requestAnimationFrame(() => setTimeout(load))
})()
