/* The questions in the order in which Publicodes misses them, until it can name the verdict. */
import Engine from "publicodes"
import {rules, headline} from "./publicodes.json"

const UNKNOWN = {valeur: 0, "non applicable si": "oui"}
const engine = new Engine(rules, {warn: false}), situation = {}, answers = {}
const main = document.querySelector("main")
self.asked = () => main.querySelector("h1")?.textContent ?? ""
self.answers = answers

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), {textContent: text ?? "", ...more})
}
function answer(name, value, written) {
  answers[name] = value
  situation[name] = written
  draw()
}
function option(name, {publicodesValue, nodeValue, title}) {
  const about = engine.getRule(`${name} . ${nodeValue}`).rawNode.description
  return [element("button", title, {onclick: () => answer(name, nodeValue, publicodesValue)}), element("small", about)]
}
function number(name, unknown) {
  const field = element("input", "", {type: "number"})
  return [
    field, element("button", "Next", {onclick: () => field.value && answer(name, Number(field.value), field.value)}),
    ...unknown ? [element("button", unknown, {onclick: () => answer(name, "unknown", UNKNOWN)})] : [],
  ]
}
function draw() {
  engine.setSituation(situation)
  const {nodeValue, missingVariables} = engine.evaluate(headline)
  const [next] = Object.entries(missingVariables).sort(([, one], [, other]) => other - one)
  if (!next) {
    const verdict = engine.getRule(`${headline} . ${nodeValue}`)
    const shown = element("h1", verdict.title)
    shown.dataset.outcome = nodeValue
    return main.replaceChildren(shown, element("p", verdict.rawNode.description))
  }
  const [name] = next, {rawNode, possibilities} = engine.getRule(name)
  const choices = possibilities ? possibilities.explanation.flatMap(one => option(name, one)) : number(name, rawNode.note)
  main.replaceChildren(element("h1", rawNode.question), element("p", rawNode.description), ...choices)
}
draw()
performance.mark("checker:ready")
