/* Puts a field in the place of each link to the questions, and fetches the search when it has the focus. It
   stands in the page as a template: no script writes an address. */
(function () {
  const all = document.querySelectorAll("[data-module=search]"), asked = new URLSearchParams(location.search).get("q")
  let fetched = false

  function load() {
    if (fetched) return
    fetched = true
    const script = document.querySelector("[data-search-script]").content.cloneNode(true).firstElementChild
    script.onerror = () => all.forEach(one => { one.dataset.state = "failed" })
    document.head.append(script)
  }
  all.forEach(function (one) {
    const field = one.querySelector("input"), link = one.querySelector("a")
    one.dataset.state = "ready"
    one.addEventListener("focusin", ({target}) => target === field && load())
    one.addEventListener("submit", event => event.preventDefault())
    one.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return
      event.preventDefault()
      if (!field.value) one.removeAttribute("data-open")
      field.value = ""
      field.dispatchEvent(new Event("input"))
      ;(field.offsetWidth ? field : link).focus()
    })
    link.addEventListener("click", function (event) {
      if (one.dataset.state === "failed" || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      if (one.toggleAttribute("data-open")) field.focus()
    })
    if (asked && one.dataset.asked !== undefined) { field.value = asked; field.focus() }
  })
})()
