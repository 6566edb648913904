/* What stands for every function that has been left out of the run time. Where one is called after all, the page starts over with
   the whole run time and does again what was being done. Whatever runs on after the throw, swallowed or not, works on a section
   that is out of the page: it can show nothing, hear nothing and go nowhere. `resume.js` reads the note. */
(function () {
  const typed = "input:not([type=date]), textarea"
  let before = location.href, over = false

  for (const type of ["pointerdown", "click", "submit"]) addEventListener(type, function () { before = location.href }, true)

  self.leftOut = function () {
    const fault = new Error("left out of the run time (docs/lean-brython.md)")
    if (!over) {
      over = true
      console.warn(fault.stack)
      startOver(document.querySelector("[data-module=checker]"), self.event || new Event("none"))
    }
    throw fault
  }
  function startOver(section, event) {
    const note = noted(section, event), go = history.replaceState.bind(history), root = document.documentElement
    function leave() {
      go(history.state, "", location.pathname + location.search + "#whole=" + encodeURIComponent(JSON.stringify(note)))
      location.reload()
    }
    if (note.act || location.href !== before) event.preventDefault()      // a link would go its own way
    const {left, right, top, bottom} = note.act ? find(section, note.act).getBoundingClientRect() : {}
    section.replaceWith(cover(section))
    for (const name of ["pushState", "replaceState", "back", "forward", "go"]) history[name] = function () {}
    for (const type of ["popstate", "rulebook:result"]) addEventListener(type, event => event.stopImmediatePropagation(), true)
    Object.defineProperty(document, "title", {set: function () {}})
    root.toggleAttribute = section.dispatchEvent = function () {}
    if (event.type !== "pointerdown" || event.button) return leave()
    addEventListener("pointerup", function ({clientX: x, clientY: y}) {      // a press that ends elsewhere is none
      if (!(x >= left && x <= right && y >= top && y <= bottom)) delete note.act
      leave()
    }, {once: true})
    addEventListener("pointercancel", function () { delete note.act; leave() }, {once: true})      // it has become a scroll
  }
  function cover(section) {      // what is seen is what was right so far
    const copy = section.cloneNode(true), texts = [...section.querySelectorAll(typed)].map(field => field.value)
    copy.querySelectorAll(typed).forEach(function (field, at) { field.value = texts[at] })
    copy.inert = true
    copy.dataset.state = "loading"
    return copy
  }
  function noted(section, event) {
    const place = element => placeOf(section, element)
    return {
      hash: location.hash,
      act: place(acted(section, event)),
      fields: [...section.querySelectorAll(typed)].map(field => [place(field), field.value, field.checked]),
      folds: [...section.querySelectorAll("details[open]")].map(place),
      focus: place(document.activeElement),
      scroll: scrollY,
    }
  }
  function acted(section, {type, target, submitter, button, ctrlKey, metaKey, shiftKey, altKey}) {
    if (location.href !== before) return null      // it has been done
    if (button || ctrlKey || metaKey || shiftKey || altKey) return null      // that is the browser's own
    if (type === "submit") return submitter || target.querySelector("button")
    if (/^(click|pointerdown)$/.test(type)) return target.closest("a, button, summary, input, label")
    return section.querySelector("[data-pending]")
  }
  function placeOf(section, element) {      // what it is and which one of these: the same page drawn anew has the same
    if (!element || !section.contains(element)) return null
    const marks = [...element.attributes].filter(({name}) => /^(id|name|type|data-(?!pending|full).*)$/.test(name))
    const kind = element.localName + marks.map(({name, value}) => `[${name}="${CSS.escape(value)}"]`).join("")
    return [kind, [...section.querySelectorAll(kind)].indexOf(element)]
  }
  function find(section, [kind, at]) {
    return section.querySelectorAll(kind)[at]
  }

  /* While it loads, Brython also asks for the time zone's name and for what the browser has stored, which takes longer than all
     the rest of it. Who asks Brython for that afterwards has called something that has been left out. */
  const real = {Intl: self.Intl, Storage: self.Storage}
  const unknown = ["tz_name", "has_local_storage", "local_storage", "has_session_storage", "session_storage"]
  self.Intl = {DateTimeFormat: function () { return {format: () => ""} }}
  self.Storage = undefined
  self.afterLeftOut = function () {
    Object.assign(self, real)
    for (const name of unknown) Object.defineProperty(self.__BRYTHON__, name, {get: self.leftOut})
    delete self.afterLeftOut
  }
})();
