/* Does again what was being done when the lean run time had to be left: left_out.js writes the note, the loader hands it on. */
self.resume = async function ({act, fields = [], folds = [], focus, scroll}) {
  const section = document.querySelector("[data-module=checker]")
  const find = place => place && section.querySelectorAll(place[0])[place[1]]
  const turn = () => new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))

  await turn()      // some is drawn only after the first painting, and folds are filled once they are open
  for (const fold of folds.map(place => () => find(place))) {
    if (!fold() || fold().open) continue
    fold().open = true
    await turn()
  }
  for (const [place, value, checked] of fields) {
    const field = find(place)
    if (!field || (field.value === value && field.checked === checked)) continue
    Object.assign(field, {value, checked})
    field.dispatchEvent(new Event("input", {bubbles: true}))
  }
  if (find(focus)) find(focus).focus({preventScroll: true})
  if (scroll) scrollTo(0, scroll)
  if (find(act)) find(act).click()
};
