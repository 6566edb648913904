/* Shows under a field what was found for what is typed in it: links, a list for each kind. The build puts the index here. */
(function () {
  const index = {words: {}, kinds: [], ignored: [], entries: []}
  const {words, kinds, ignored, entries} = index, find = searcher(entries, ignored), EACH = 6

  function element(name, look, ...inside) {
    const made = document.createElement(name)
    made.className = look
    made.append(...inside)
    return made
  }
  function line(entry) {
    const link = element("a", "search__result", entry[1])
    link.href = entry[2]
    if (entry[3]) link.append(element("span", "search__under", entry[3]))
    return element("li", "", link)
  }
  function lists(found) {
    const shown = new Map()
    for (const entry of found) {
      const list = shown.get(entry[0]) || []
      if (list.length < EACH) shown.set(entry[0], [...list, entry])
    }
    return [...shown].map(([kind, list]) => element("section", "search__kind",
      element("h2", "search__heading", kinds[kind]), element("ul", "search__list", ...list.map(line))))
  }
  function begin(search) {
    const field = search.querySelector("input"), part = name => search.querySelector(`[data-part=${name}]`)
    const links = () => [...part("found").querySelectorAll("a")]

    function show() {
      const text = field.value.trim(), made = text.length > 1 ? lists(find(text)) : []
      part("found").replaceChildren(...made)
      const count = links().length
      const said = text.length < 2 ? "" : count === 1 ? words.one : count
        ? words.other.replace("{count}", count) : words.none.replace("{text}", text)
      for (const name of ["status", "said"]) part(name).textContent = said
      part("cure").hidden = text.length < 2 || count > 0
      part("panel").hidden = text.length < 2
    }
    function close() {
      part("panel").hidden = true
    }
    function move(event, by) {
      const all = [field, ...links()], next = all[all.indexOf(document.activeElement) + by]
      if (!next || part("panel").hidden) return
      event.preventDefault()
      next.focus()
    }
    field.addEventListener("input", show)
    field.addEventListener("focus", show)
    search.addEventListener("submit", function () {
      show()
      const [first] = links()
      if (first) first.click()
    })
    search.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") move(event, 1)
      if (event.key === "ArrowUp") move(event, -1)
    })
    search.addEventListener("click", event => { if (event.target.closest(".search__result")) close() })
    addEventListener("pointerdown", event => { if (!search.contains(event.target)) close() })
    search.addEventListener("focusout", event => { if (event.relatedTarget && !search.contains(event.relatedTarget)) close() })
    if (field.value || search.contains(document.activeElement)) show()
  }
  for (const search of document.querySelectorAll("[data-module=search]")) begin(search)
})()
