/* Writes the lines that embed the checker as they are chosen. Without it they stand there as they are for most pages. */
(function () {
  const site = new URL("../", document.currentScript.src).href, place = document.querySelector("[data-module=configure]")
  const part = name => place.querySelector(`[data-slot=${name}]`), field = name => place.querySelector(`[name=${name}]`)
  const choice = name => field(name).selectedOptions[0]

  function write() {
    const link = document.createElement("a"), asked = new URLSearchParams(choice("start").value)
    link.href = site + "check/" + ("?" + asked).replace(/\?$/, "")
    link.textContent = choice("start").dataset.words
    if (choice("scheme").value) link.dataset.scheme = choice("scheme").value
    if (field("own").checked) link.dataset.accent = field("accent").value
    for (const [name, value] of Object.entries(link.dataset)) asked.set(name, value)
    part("lines").textContent = `${link.outerHTML}\n<script async src="${site}embed.js"></script>`
    part("look").href = site + "widget/?" + asked
    part("copied").hidden = true
  }
  place.addEventListener("input", function ({target}) {
    if (target === field("accent")) field("own").checked = true
    write()
  })
  part("copy").addEventListener("click", async function () {
    await navigator.clipboard.writeText(part("lines").textContent)
    part("copied").hidden = false
  })
  part("policy").textContent = `script-src ${site}; frame-src ${site}`
  part("form").hidden = part("copy").hidden = false
  write()
})()
