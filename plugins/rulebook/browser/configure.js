/* Writes what embeds the checker as it is chosen, in each of its ways. Without it they stand there as they are for most pages. */
(function () {
  const site = new URL("../", document.currentScript.src).href, place = document.querySelector("[data-module=configure]")
  const part = name => place.querySelector(`[data-slot=${name}]`), field = name => place.querySelector(`[name=${name}]`)
  const choice = name => field(name).selectedOptions[0], plain = part("frame").textContent

  function made(tag, attributes, ...inside) {
    const node = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) if (value) node.setAttribute(name, value)
    node.append(...inside)
    return node
  }
  function write() {
    const answers = choice("start").value, words = choice("start").dataset.words
    const look = {scheme: choice("scheme").value, accent: field("own").checked ? field("accent").value : ""}
    const href = site + "check/" + (answers && "?" + answers), script = `\n<script async src="${site}embed.js"></script>`
    const asked = new URLSearchParams(answers)
    for (const [name, value] of Object.entries(look)) if (value) asked.set(name, value)
    const address = (site + "widget/?" + asked).replace(/\?$/, "")
    const own = Object.fromEntries(Object.entries(look).map(([name, value]) => ["data-" + name, value]))
    part("lines").textContent = made("a", {href, ...own}, words).outerHTML + script
    part("element").textContent = made("rulebook-checker", {answers, ...look}, made("a", {href}, words)).outerHTML + script
    part("frame").textContent = ["src", "title"].reduce(function (text, name) {
      const said = made("p", {[name]: {src: address, title: words}[name]}).outerHTML.slice(3, -5)
      return text.replace(RegExp(name + '="[^"]*"'), () => said)
    }, plain)
    part("address").textContent = address
    part("page").textContent = new URL(choice("start").dataset.page.slice(1), site).href
    part("wordpress").textContent = part("wordpress").textContent.replace(/ site=.*/, "") + Object.entries(
      {site: site.slice(0, -1), answers, ...look, words: words.replace(/["[\]<>]/g, "")}
    ).map(([name, value]) => value && ` ${name}="${value}"`).join("") + "]"
    part("look").href = address
    told()
  }
  function told(way) {
    for (const said of place.querySelectorAll("[data-copied]")) said.hidden = said.dataset.copied !== way
  }
  place.addEventListener("input", function ({target}) {
    if (target === field("accent")) field("own").checked = true
    write()
  })
  for (const button of place.querySelectorAll("[data-copy]")) {
    button.hidden = false
    button.addEventListener("click", async function () {
      await navigator.clipboard.writeText(part(button.dataset.copy).textContent)
      told(button.dataset.copy)
    })
  }
  part("policy").textContent = `script-src ${site}; frame-src ${site}`
  part("form").hidden = false
  write()
})()
