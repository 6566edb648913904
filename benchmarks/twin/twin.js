/* What the checker would be without Python: the evaluator, addresses, question, answers, verdict and findings by hand.
   It draws the same pieces of the same page. Left out: dates and amounts as people type them, near misses, the timeline,
   what can be taken away, and what unfolds later. */
self.startChecker = function () {
  const UNKNOWN = "unknown", RESERVED = ["today", "from", "embed", "accent", "scheme", "lang"]
  const section = document.querySelector("[data-module=checker]")
  const program = JSON.parse(document.querySelector("[data-program]").textContent)
  const words = JSON.parse(document.querySelector("[data-words]").textContent), say = words.say
  const part = name => section.querySelector(`[data-part="${name}"]`)
  const clone = name => document.querySelector(`template[data-for="${name}"]`).content.firstElementChild.cloneNode(true)
  const slot = (element, name) => element.querySelector(`[data-slot="${name}"]`)
  const hide = (element, hidden) => element.toggleAttribute("hidden", Boolean(hidden))
  const put = (element, name, text) => { slot(element, name).replaceChildren(text); hide(slot(element, name), !text) }
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const namesOf = spec => spec.ask_for ? [spec.id, spec.ask_for.id] : [spec.id]
  const dayOf = text => Math.round(Date.parse(text) / 864e5)
  let current, clear = {}

  /* The evaluator */
  function cellOf(cuts, number) {
    let low = 0, high = cuts.length
    while (low < high) {
      const middle = (low + high) >> 1, cut = cuts[middle]
      if (number > cut[0] || (number === cut[0] && cut[1] === 0)) low = middle + 1
      else high = middle
    }
    return low
  }
  function follow([, cuts, children], value) {
    if (cuts === null) return children[value]
    return value === UNKNOWN ? children.at(-1) : children[cellOf(cuts, value)]
  }
  function restrict(nodes, at, values, left, done, made) {
    if (at < 0) return at
    if (done.has(at)) return done.get(at)
    const node = nodes[at], value = values[node[0]]
    let end
    if (value !== undefined) end = restrict(nodes, follow(node, value), values, left, done, made)
    else {
      const ends = node[2].map(child => restrict(nodes, child, values, left, done, made))
      end = new Set(ends).size === 1 ? ends[0] : joined(node, ends, left, made)
    }
    done.set(at, end)
    return end
  }
  function joined(node, ends, left, made) {
    const cuts = node[1] === null ? [] : node[1].filter((_, place) => ends[place] !== ends[place + 1])
    const kept = ends.filter((end, place) => place === 0 || node[1] === null || end !== ends[place - 1])
    const key = JSON.stringify([node[0], cuts, kept])
    if (!made.has(key)) { made.set(key, left.length); left.push(node[0]) }
    return made.get(key)
  }
  function read({nodes, root}, values) {
    let at = root
    while (at >= 0 && values[nodes[at][0]] !== undefined) at = follow(nodes[at], values[nodes[at][0]])
    if (at < 0) return [at, []]
    const left = [], end = restrict(nodes, at, values, left, new Map(), new Map())
    return end < 0 ? [end, []] : [null, left]
  }
  function decide(decision, values) {
    if (decision.hit_policy !== "collect") {
      const [end, open] = read(decision.diagrams[0], values)
      if (open.length) return {outcome: null, rules: [], open}
      const [rule, outcome] = decision.leaves[-1 - end]
      return {outcome, rules: [rule], open}
    }
    const outcomes = new Set(), rules = [], open = []
    for (const diagram of decision.diagrams) {
      const [end, more] = read(diagram, values)
      open.push(...more)
      if (end === -1) { rules.push(diagram.rule); diagram.then.forEach(one => outcomes.add(one)) }
    }
    return open.length ? {outcome: null, rules: [], open} : {outcome: [...outcomes], rules, open}
  }
  function evaluate(answers) {
    const values = program.inputs.map(({id, type, options}) => {
      const answer = answers[id]
      return answer === undefined || type !== "choice" ? answer : answer === UNKNOWN ? options.length : options.indexOf(answer)
    })
    const decisions = Object.fromEntries(program.decisions.map(one => [one.id, decide(one, values)]))
    const open = new Set(Object.values(decisions).flatMap(one => one.open))
    return {decisions, open: program.inputs.filter((_, place) => open.has(place))}
  }

  /* Addresses */
  function valueOf(spec, text) {
    if (text === UNKNOWN) return spec.unknown ? UNKNOWN : undefined
    if (spec.type === "choice") return spec.options.includes(text) ? text : undefined
    return inRange(spec, /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined)
  }
  function inRange(spec, value) {
    if (value === undefined || (spec.type === "integer" && value % 1)) return undefined
    return (spec.low && cellOf([spec.low], value) === 0) || (spec.high && cellOf([spec.high], value) === 1) ? undefined : value
  }
  function formValue(spec, text, today, answers) {
    if (text === UNKNOWN) return spec.unknown ? UNKNOWN : undefined
    if (spec.ask_for.kind === "date") return inRange(spec, dayOf(text) - today)
    const other = answers[spec.ask_for.other], amount = Number(text)
    if (other === undefined || other === UNKNOWN) return undefined
    return {">": amount > other, ">=": amount >= other, "<": amount < other, "<=": amount <= other}[spec.ask_for.operator] ? "yes" : "no"
  }
  function caseNow() {
    const texts = Object.fromEntries(new URLSearchParams(location.search)), given = {}, answers = {}
    const today = texts.today ? dayOf(texts.today) : Math.floor((Date.now() - new Date().getTimezoneOffset() * 6e4) / 864e5)
    RESERVED.filter(name => texts[name]).forEach(name => { given[name] = texts[name] })
    for (const spec of program.inputs) for (const name of namesOf(spec)) if (texts[name]) {
      const value = name === spec.id ? valueOf(spec, texts[name]) : formValue(spec, texts[name], today, answers)
      given[name] = texts[name]
      if (value !== undefined) answers[spec.id] = value
    }
    const result = evaluate(answers), changing = program.inputs.find(spec => location.hash === `#change-${spec.id}`)
    return {today, given, answers, result, changing, asked: changing || result.open[0]}
  }
  const query = given => "?" + [...program.inputs.flatMap(namesOf), ...RESERVED].filter(name => name in given).map(name => `${name}=${given[name]}`).join("&")

  /* The page */
  function dated(number, today) {
    const date = new Date(number * 864e5), away = number - today
    const text = filled(say.say_day, {
      day: date.getUTCDate(), year: date.getUTCFullYear(),
      weekday: say.say_weekdays.split(" ")[(date.getUTCDay() + 6) % 7], month: say.months.split(" ")[date.getUTCMonth()],
    })
    const near = {0: "say_today", 1: "say_tomorrow", [-1]: "say_yesterday"}[away]
    return `${text}, ${near ? say[near] : filled(say[away > 0 ? "say_in_days" : "say_days_ago"], {count: Math.abs(away)})}`
  }
  const amount = (value, input) => input.before + String(value).replace(/\B(?=(\d{3})+(?!\d))/g, say.thousands_mark) + (/^[a-z]/i.test(input.after) ? " " : "") + input.after

  function question(now) {
    const spec = now.asked, form = spec.ask_for
    const handier = form && (form.kind === "date" || ![undefined, UNKNOWN].includes(now.answers[form.other]))
    const name = handier ? form.id : spec.id, asked = clone(`ask:${name}`), text = now.given[name]
    if (asked.dataset.kind === "choice") {
      const chosen = text && asked.querySelector(`input[value="${text}"]`)
      if (chosen) chosen.checked = true
    } else if (asked.dataset.kind !== "date") {
      const input = words.inputs[handier ? form.other : name]
      for (const side of ["before", "after"]) put(asked, side, input[side])
    }
    return asked
  }
  function answer(id, outcome, shell) {
    const [label, tone] = words.decisions[id].outcomes[outcome], shown = clone(shell)
    shown.classList.add(`tone--${tone}`)
    Object.assign(shown.dataset, {decision: id, outcome})
    shown.querySelector("use")?.setAttribute("href", `#tone-${tone}`)
    put(shown, "tone", say[`tone_${tone}`])
    put(shown, "label", label)
    return shown
  }
  function item({id}, outcome) {
    const {role, outcomes} = words.decisions[id]
    if (role === "gather" && outcomes[outcome][1] === "act") {
      const line = answer(id, outcome, "check"), body = clone("body")
      slot(body, "text").append(clone(`outcome:${id}.${outcome}`))
      line.append(body)
      return line
    }
    const line = clone("item")
    line.append(answer(id, outcome, "row"))
    slot(line, "question").remove()
    return line
  }
  function finding(decision) {
    const {id} = decision, {outcome} = current.result.decisions[id]
    if (decision.hit_policy !== "collect") {
      const shown = answer(id, outcome, "row")
      put(shown, "question", words.decisions[id].question)
      return shown
    }
    const shown = clone(`finding:${id}`)
    slot(shown, "items").append(...(outcome.length ? outcome.map(one => item(decision, one)) : [clone(`none:${id}`)]))
    return shown
  }
  function showFindings(frame, decisions) {
    for (const decision of decisions) {
      const {role, outcomes} = words.decisions[decision.id], {outcome} = current.result.decisions[decision.id]
      if (outcome === null) continue
      const place = !role && outcomes[outcome][1] === "plain" ? "apart_list" : role || "clear_list"
      ;(slot(frame, place) || slot(frame, "clear_list")).append(finding(decision))
    }
    for (const name of ["clear", "apart"]) if (slot(frame, name)) hide(slot(frame, name), !slot(frame, `${name}_list`).firstElementChild)
  }
  function showVerdict(frame) {
    const first = program.decisions[0], {outcome} = current.result.decisions[first.id]
    if (first.hit_policy === "collect") { slot(frame, "verdict").append(finding(first)); return }
    const shown = answer(first.id, outcome, "verdict")
    slot(shown, "body").append(clone(`outcome:${first.id}.${outcome}`))
    slot(frame, "verdict").append(shown)
  }
  function listAnswers(frame) {
    const here = query(current.given)
    for (const spec of program.inputs) for (const name of namesOf(spec)) if (name in current.given) {
      const input = words.inputs[spec.id], line = clone("answer"), text = current.given[name]
      put(line, "label", name === spec.id ? input.label : input.form)
      put(line, "value", text === UNKNOWN ? input.unknown : name !== spec.id
        ? spec.ask_for.kind === "date" ? dated(dayOf(text), current.today) : amount(text, words.inputs[spec.ask_for.other])
        : spec.type === "choice" ? input.options[current.answers[name]][0] : amount(text, input))
      put(line, "what", ` ${input.label}`)
      slot(line, "change").setAttribute("href", `${here}#change-${spec.id}`)
      slot(frame, "answer_list").append(line)
    }
    hide(slot(frame, "answers"), !slot(frame, "answer_list").firstElementChild)
  }
  function draw() {
    const now = current = caseNow(), frame = clone(now.asked ? "frame" : "result"), known = Object.keys(now.answers).length
    slot(frame, "restart").setAttribute("href", "?")
    hide(slot(frame, "restart"), !Object.keys(now.given).length)
    if (now.asked) {
      put(frame, "progress", now.changing ? say.say_changing : filled(say.say_progress, {number: known + 1, most: known + now.result.open.length}))
      slot(frame, "question").append(question(now))
    } else showVerdict(frame)
    part("stage").replaceChildren(frame)
    requestAnimationFrame(() => setTimeout(() => { if (current === now) drawRest() }))
  }
  function drawRest() {
    const frame = part("stage"), {asked, result} = current, first = program.decisions[0]
    listAnswers(frame)
    showFindings(frame, program.decisions.slice(asked ? 0 : 1))
    if (!asked) slot(frame, "why").append(...result.decisions[first.id].rules.map(rule => clone(`rule:${first.id}.${rule}`)))
    const decided = program.decisions.filter(one => result.decisions[one.id].outcome !== null)
    const fresh = decided.filter(one => String(result.decisions[one.id].outcome) !== String(clear[one.id]))
    clear = Object.fromEntries(decided.map(one => [one.id, result.decisions[one.id].outcome]))
    const labels = one => [].concat(clear[one.id]).map(name => words.decisions[one.id].outcomes[name][0]).join(say.list_comma)
    part("live").replaceChildren(fresh.map(one => `${words.decisions[one.id].question} ${labels(one)}.`).join(" "))
  }
  function go(address) {
    history.pushState(null, "", address === "?" ? location.pathname : address)
    draw()
    part("stage").querySelector("h2[tabindex]")?.focus()
  }
  function take({name, value}) {
    const given = {...current.given}
    namesOf(program.inputs.find(one => namesOf(one).includes(name))).forEach(one => { delete given[one] })
    go(query({...given, [name]: value}))
  }
  section.addEventListener("submit", event => {
    event.preventDefault()
    take(event.target.querySelector("input:checked") || event.target.querySelector("input"))
  })
  section.addEventListener("click", event => {
    if (event.target.matches("form button[name]")) return take(event.target)
    const link = event.target.closest("a[data-go]")
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) { event.preventDefault(); go(link.getAttribute("href")) }
  })
  addEventListener("popstate", draw)
  draw()
  part("first").hidden = true
  section.setAttribute("data-state", "ready")
  performance.mark("checker:ready")
}
