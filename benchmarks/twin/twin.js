/* The checker as it would be by hand, without Python: benchmarks/delivery.py measures ours against it. It has the same loader, page,
   pieces and program, and goes the same main way: an answer by one tap or typed (numbers in digits, dates in ISO form), groups of
   options as screens, the same next question, changing an answer, going back, and the result with what unfolds in it.
   It leaves out what ours does beside that: dates and amounts as people type them, ranges told and doubts about a date; near misses and
   what a sharper answer would change, the answers that a reason rests on, the facts behind a result; the timeline, letters, links
   and reminders to take away; notes on addresses that cannot be read, former names, presets, frames; news (another day, changed
   rules, a review that is overdue); the answer marked, the ticks, folds and scroll kept for going back; events for other scripts,
   the links that report a fault, and the page given back after one. */
self.startChecker = function () {
  const UNKNOWN = "unknown", DAY = 864e5, FEW = 3, NO_BREAK = "\u00a0"
  const section = document.querySelector("[data-module=checker]"), title = document.title
  const program = JSON.parse(document.querySelector("[data-program]").textContent)
  const words = JSON.parse(document.querySelector("[data-words]").textContent), {say} = words
  const decisions = Object.fromEntries(program.decisions.map(one => [one.id, one]))
  const inputs = Object.fromEntries(program.inputs.map(one => [one.id, one]))
  const [headline, ...others] = program.people
  let current, shown, trail = 0

  /* The evaluator: a node is [input, bounds or null, children], a negative place is leaf -1 - n. */
  const isAbove = (number, [at, side]) => number > at || (number === at && side === 0)
  const between = (number, low, high) => (!low || isAbove(number, low)) && (!high || !isAbove(number, high))
  function follow([, bounds, children], value) {
    if (!bounds) return children[value]
    return value === UNKNOWN ? children.at(-1) : children[bounds.filter(bound => isAbove(value, bound)).length]
  }
  function inOrder(answers) {
    return program.inputs.map(function ({id, type, options}) {
      if (answers[id] === undefined || type !== "choice") return answers[id]
      return answers[id] === UNKNOWN ? options.length : options.indexOf(answers[id])
    })
  }
  function read({nodes, root, support}, values) {      // [leaf or null, places of the inputs that are open]
    let at = root
    while (at >= 0 && values[nodes[at][0]] !== undefined) at = follow(nodes[at], values[nodes[at][0]])
    if (at < 0) return [at, []]
    if (support[at].every(place => values[place] === undefined)) return [null, support[at]]
    const left = [], end = restrict(nodes, at, values, left, new Map(), new Map())
    return end < 0 ? [end, []] : [null, left]
  }
  function restrict(nodes, at, values, left, done, made) {
    if (at < 0 || done.has(at)) return at < 0 ? at : done.get(at)
    const node = nodes[at], value = values[node[0]], go = child => restrict(nodes, child, values, left, done, made)
    const end = value === undefined ? joined(node, node[2].map(go), left, made) : go(follow(node, value))
    done.set(at, end)
    return end
  }
  function joined([input, bounds], ends, left, made) {      // equal nodes are one, and one whose ends are equal is none
    if (new Set(ends).size === 1) return ends[0]
    const cuts = bounds?.filter((_, at) => ends[at] !== ends[at + 1])
    const kept = bounds ? ends.filter((end, at) => at === 0 || end !== ends[at - 1]) : ends
    const key = JSON.stringify([input, cuts, kept])
    if (!made.has(key)) made.set(key, left.push(input) - 1)
    return made.get(key)
  }
  function decide({hit_policy, diagrams, leaves}, values) {
    const ends = diagrams.map(one => read(one, values)), open = ends.flatMap(([, more]) => more)
    if (open.length) return {outcome: null, rules: [], open}
    if (hit_policy !== "collect") {
      const [rule, outcome] = leaves[-1 - ends[0][0]]
      return {outcome, rules: [rule], open}
    }
    const held = diagrams.filter((_, at) => ends[at][0] === -1)
    return {outcome: [...new Set(held.flatMap(one => one.then))], rules: held.map(one => one.rule), open}
  }
  function evaluate(answers) {
    const values = inOrder(answers)
    return Object.fromEntries(program.decisions.map(function (one) {
      const {open, ...rest} = decide(one, values)
      return [one.id, {...rest, open: [...new Set(open)].map(place => program.inputs[place].id)}]
    }))
  }
  function possible({diagrams: [{nodes, root}], leaves}, answers) {
    const values = inOrder(answers), ends = new Set(), seen = new Set()
    ;(function reach(at) {
      if (at < 0) return ends.add(at)
      if (seen.has(at)) return
      seen.add(at)
      const value = values[nodes[at][0]]
      for (const child of value === undefined ? nodes[at][2] : [follow(nodes[at], value)]) reach(child)
    })(root)
    return [...new Set([...ends].sort((one, other) => other - one).map(end => leaves[-1 - end][1]))]
  }

  /* The order of asking */
  function passes(test, value) {
    if (value === undefined || value === UNKNOWN) return value === UNKNOWN && test.unknown
    return test.options.includes(value) || test.spans.some(([low, high]) => between(value, low, high))
  }
  function askingOrder(answers) {
    const holds = ({when}) => Object.entries(when).every(([name, test]) => passes(test, answers[name]))
    return program.asking.find(holds).order.map(place => program.inputs[place].id)
  }
  function nextQuestion(answers, result, order) {
    if (!headline) return undefined
    const wanted = result[headline].open.length ? result[headline].open : program.people.flatMap(id => result[id].open)
    return order.find(id => wanted.includes(id))
  }

  /* Addresses: every one is a case. What reads a text gives undefined for no answer yet, null for none that can be. */
  const namesOf = spec => spec.ask_for ? [spec.id, spec.ask_for.id] : [spec.id]
  const numberOf = text => /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null
  function dayOf(text) {
    const date = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? text : NaN)
    return isNaN(date) || !date.toISOString().startsWith(text) ? null : date / DAY
  }
  function dayHere() {
    const now = new Date()
    return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY
  }
  function inRange({type, low, high}, number) {
    return number === null || (type === "integer" && number % 1) || !between(number, low, high) ? null : number
  }
  function ownAnswer(spec, text) {
    if (text === UNKNOWN) return spec.unknown ? UNKNOWN : null
    if (spec.type !== "choice") return inRange(spec, numberOf(text))
    return spec.options.includes(text) ? text : text in spec.groups ? undefined : null
  }
  function formAnswer(spec, text, today, answers) {
    const {kind, operator, other} = spec.ask_for, against = answers[other]
    if (text === UNKNOWN) return spec.unknown ? UNKNOWN : null
    if (kind === "date") return dayOf(text) === null ? null : inRange(spec, dayOf(text) - today)
    const amount = numberOf(text)
    if (amount === null) return null
    if (against === undefined || against === UNKNOWN) return undefined
    return {">": amount > against, ">=": amount >= against, "<": amount < against, "<=": amount <= against}[operator] ? "yes" : "no"
  }
  function readAnswers(texts, today) {
    const given = texts.today ? {today: texts.today} : {}, answers = {}
    for (const spec of program.inputs) for (const name of namesOf(spec)) if (texts[name] && !(spec.id in given)) {
      const value = name === spec.id ? ownAnswer(spec, texts[name]) : formAnswer(spec, texts[name], today, answers)
      if (value !== null) given[name] = texts[name]
      if (value !== null && value !== undefined) answers[spec.id] = value
    }
    return {given, answers}
  }
  function caseOf(texts, hash = "") {
    const today = dayOf(texts.today) ?? dayHere(), {given, answers} = readAnswers(texts, today)
    const result = evaluate(answers), order = askingOrder(answers), outcome = id => result[id].outcome
    const changing = program.inputs.find(({id}) => hash === `#change-${id}`)
    const told = program.people.flatMap(id => result[id].open)
    const decided = !headline || outcome(headline) !== null
    const begun = program.inputs.find(({id, groups}) => given[id] in groups && told.includes(id))      // a group of options is chosen
    const first = Object.keys(answers).length ? undefined : part("first").querySelector("[data-question]")?.dataset.question
    const next = inputs[told.includes(first) ? first : nextQuestion(answers, result, order)]
    const asked = changing || (decided ? undefined : begun || next)
    const last = order.flatMap(id => namesOf(inputs[id])).findLast(name => name in given)
    const back = changing ? query(given) : last && query(withAnswer(given, last))
    return {today, given, answers, result, outcome, changing, asked, back, offered: asked ? [] : order.filter(id => told.includes(id))}
  }
  function withAnswer(given, name, text) {
    const spec = program.inputs.find(one => namesOf(one).includes(name)), others = {...given}
    for (const known of namesOf(spec)) delete others[known]
    return text ? {...others, [name]: text} : others
  }
  function query(given) {
    return "?" + [...program.order, "today"].filter(name => name in given).map(name => `${name}=${given[name]}`).join("&")
  }

  /* Words and pieces */
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const part = name => section.querySelector(`[data-part="${name}"]`)
  const slot = (element, name) => element.querySelector(`[data-slot="${name}"]`)
  const hide = (element, hidden) => element.toggleAttribute("hidden", Boolean(hidden))
  const clone = name => document.querySelector(`template[data-for="${name}"]`).content.firstElementChild.cloneNode(true)
  const wordsOf = (id, outcome) => words.decisions[id].outcomes[outcome]
  const saysNothing = (id, outcome) => !Array.isArray(outcome) && wordsOf(id, outcome).apart
  function put(element, name, text) {
    slot(element, name).replaceChildren(text)
    hide(slot(element, name), !text)
  }
  function add(parent, tag, text, attributes = {}) {
    const element = document.createElement(tag)
    element.append(text)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    parent.append(element)
    return element
  }
  function amountWords(number, {before, after, one, other, places}) {
    const [whole, decimals] = String(Math.abs(number)).split("."), word = number === 1 ? one : other
    const digits = whole.replace(/\B(?=(\d{3})+$)/g, say.thousands_mark) + (decimals ? say.decimal_mark + decimals.padEnd(places, "0") : "")
    return (number < 0 ? say.minus_sign : "") + before + digits + after + (word && NO_BREAK + word)
  }
  function dayWords(number) {
    const date = new Date(number * DAY), weekday = say.say_weekdays.split(" ")[(date.getUTCDay() + 6) % 7]
    const month = say.months.split(" ")[date.getUTCMonth()]
    return filled(say.say_day, {weekday, day: date.getUTCDate(), month, year: date.getUTCFullYear()})
  }
  function distanceWords(days) {
    const near = {0: "say_today", 1: "say_tomorrow", [-1]: "say_yesterday"}[days]
    if (near) return say[near]
    return filled(say[days > 0 ? "say_in_days" : "say_days_ago"], {count: amountWords(Math.abs(days), {before: "", after: "", other: ""})})
  }
  function untilWords(day, input) {
    const left = day - current.today, key = left > 0 ? "say_until" : left === 0 ? "say_until_today" : "say_until_past"
    const label = input.label[0].toUpperCase() + input.label.slice(1)
    return filled(say[key], {label, count: amountWords(left, input), day: dayWords(day), ago: distanceWords(left)})
  }
  function givenWords(spec, name, text) {
    const input = words.inputs[spec.id]
    if (text === UNKNOWN) return input.unknown
    if (name === spec.id) return spec.type === "choice" ? input.options[text][0] : amountWords(Number(text), input)
    if (spec.ask_for.kind === "amount") return amountWords(Number(text), words.inputs[spec.ask_for.other])
    return `${dayWords(dayOf(text))}, ${distanceWords(dayOf(text) - current.today)}`
  }

  /* A question */
  function question(spec) {
    const {given, answers} = current, form = spec.ask_for
    const handier = form && (form.kind === "date" || ![undefined, UNKNOWN].includes(answers[form.other]))
    const name = handier ? form.id : spec.id, text = given[name] || "", group = text in spec.groups ? `.${text}` : ""
    const asked = clone(`ask:${name}${group}`)
    offer(asked, spec, text)
    if (asked.matches("form")) prepare(asked, spec, text)
    return asked
  }
  function offer(asked, spec, text) {
    for (const link of asked.querySelectorAll("[data-answer]")) {
      const option = link.dataset.answer
      link.href = query(withAnswer(current.given, spec.id, option))
      if (text && (text === option || spec.groups[option]?.includes(text))) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
    }
  }
  function prepare(form, spec, text) {
    const unit = words.inputs[form.dataset.kind === "amount" ? spec.ask_for.other : spec.id]
    if (form.dataset.kind !== "date") for (const side of ["before", "after"]) put(form, side, unit[side])
    if (!text || text === UNKNOWN) return
    form.querySelector("input").value = text
    showReading(form)
  }
  function readField(form) {
    const text = form.querySelector("input").value.trim()
    return (form.dataset.kind === "date" ? dayOf(text) : numberOf(text)) === null ? null : text
  }
  function showReading(form) {
    const text = readField(form), spec = inputs[form.dataset.question]
    put(form, "read", text === null ? "" : `= ${givenWords(spec, form.querySelector("input").name, text)}`)
    put(form, "fault", "")
    form.querySelector("input").removeAttribute("aria-invalid")
  }
  function showFault(form) {
    put(form, "fault", say[form.dataset.kind === "date" ? "say_fault_date" : "say_fault_number"])
    form.querySelector("input").setAttribute("aria-invalid", "true")
    form.querySelector("input").focus()
  }
  function progress({changing, answers, asked, result}) {
    if (changing) return say.say_changing
    const known = Object.keys(answers).length, {first, all, after} = program.most || {}
    const place = program.inputs.indexOf(asked), longest = answers[first] ? after[answers[first]][place] : all
    const most = known + Math.min(result[headline].open.length, longest ?? Infinity)
    return filled(say.say_progress, {number: known + 1, most})
  }

  /* The result */
  function answerIn(shell, id, outcome) {
    const {label, tone, basis} = wordsOf(id, outcome), piece = clone(shell)
    piece.classList.add(`tone--${tone}`)
    Object.assign(piece.dataset, {decision: id, outcome})
    piece.querySelector("use")?.setAttribute("href", `#tone-${tone}`)
    put(piece, "tone", say[`tone_${tone}`])
    put(piece, "label", label)
    put(piece, "basis", basis)
    return piece
  }
  function item(id, outcome) {
    if (words.decisions[id].role === "gather" && wordsOf(id, outcome).tone === "act") return answerIn("check", id, outcome)
    const line = clone("item"), row = answerIn("row", id, outcome)
    slot(row, "question").remove()
    line.append(row)
    return line
  }
  function finding(id) {
    const outcome = current.outcome(id)
    if (decisions[id].hit_policy !== "collect") {
      const row = answerIn("row", id, outcome)
      put(row, "question", words.decisions[id].question)
      return row
    }
    const list = clone(`finding:${id}`)
    slot(list, "items").append(...outcome.length ? outcome.map(each => item(id, each)) : [clone(`none:${id}`)])
    return list
  }
  function showVerdict(frame) {
    if (decisions[headline].hit_policy === "collect") return slot(frame, "verdict").append(finding(headline))
    const outcome = current.outcome(headline), verdict = answerIn("verdict", headline, outcome)
    showDates(slot(verdict, "dates"), wordsOf(headline, outcome).deadline)
    slot(frame, "verdict").append(verdict)
    showSteps(frame, clone(`outcome:${headline}.${outcome}`))
  }
  function showDates(place, deadline) {
    const dated = program.inputs.filter(spec => spec.ask_for?.kind === "date")
    const known = dated.filter(({id}) => ![undefined, UNKNOWN].includes(current.answers[id]))
    const mattering = known.filter(matters), days = mattering.length || deadline ? mattering : known
    for (const {id} of days) add(place, "p", untilWords(current.today + current.answers[id], words.inputs[id]))
    if (days.length) return
    const missing = dated.filter(spec => !known.includes(spec)).map(({id}) => words.inputs[id].missing)
    for (const text of deadline ? [deadline] : missing.filter(Boolean)) add(place, "p", text)
  }
  function matters({id}) {
    const {[id]: _, ...rest} = current.answers, result = evaluate(rest)
    return program.people.some(told => result[told].open.includes(id))
  }
  function showSteps(frame, outcome) {
    const steps = outcome.querySelector("ol.steps")
    const lists = others.filter(id => words.decisions[id].role === "gather")
    const gathered = lists.flatMap(id => (current.outcome(id) || []).map(each => item(id, each)))
    if (steps && gathered.length) {
      const ready = clone("ready")
      slot(ready, "items").append(...gathered)
      steps.prepend(ready)
    }
    if (steps) slot(frame, "steps").append(steps)
    hide(slot(frame, "do"), !steps)
    slot(frame, "meaning").append(outcome)
    hide(slot(frame, "meaning"), !outcome.firstElementChild)
  }
  function showFacts(frame) {
    const cells = {}, facts = slot(frame, "facts")
    for (const id of others) {
      const name = words.decisions[id].summary, outcome = current.outcome(id)
      if (!name || (outcome !== null && saysNothing(id, outcome))) continue
      const label = outcome !== null && wordsOf(id, outcome).label
      if (outcome === null) facts.append(undecided(id, name))
      else if (cells[label]) {
        slot(cells[label], "question").append(say.say_point + name)
        add(cells[label], "span", "", {"data-decision": id, "data-outcome": outcome, hidden: ""})
      } else {
        facts.append(cells[label] = answerIn("fact", id, outcome))
        put(cells[label], "question", name)
      }
    }
    hide(slot(frame, "at_a_glance"), !facts.firstElementChild)
  }
  function undecided(id, name) {
    const cell = clone("undecided"), left = possible(decisions[id], current.answers), few = left.length <= FEW
    const first = current.offered.find(input => current.result[id].open.includes(input))
    cell.dataset.undecided = id
    put(cell, "question", name)
    put(cell, "label", few ? say.say_undecided : filled(say.say_undecided_many, {count: left.length}))
    if (few) for (const outcome of left) add(slot(cell, "possible"), "li", wordsOf(id, outcome).label)
    add(slot(cell, "ask"), "a", words.inputs[first].question, {href: `#offer-${first}`})
    return cell
  }
  function showOffer(frame) {
    const {offered} = current, labels = offered.map(id => words.inputs[id].label).join(say.list_comma)
    put(frame, "offered", filled(say[offered.length > 1 ? "say_offer" : "say_offer_one"], {count: offered.length, labels}))
    for (const id of offered) {
      const fold = clone("offered"), asked = question(inputs[id]), heading = asked.querySelector("h2")
      put(fold, "label", heading.textContent)
      heading.classList.add("visually-hidden")
      Object.assign(fold, {id: `offer-${id}`, open: offered.length === 1})
      slot(fold, "question").append(asked)
      slot(frame, "questions").append(fold)
    }
    hide(slot(frame, "offer"), !offered.length)
  }
  function showMore(frame) {
    for (const id of others) {
      const outcome = current.outcome(id), {role, summary} = words.decisions[id]
      const inSteps = role === "gather" && outcome?.length && !slot(frame, "do").hidden
      if (outcome === null || inSteps || (summary && !saysNothing(id, outcome))) continue
      const place = slot(frame, saysNothing(id, outcome) ? "apart_list" : role || "rows")
      place.append(finding(id))
      hide(place, false)
    }
    hide(slot(frame, "apart"), !slot(frame, "apart_list").firstElementChild)
  }
  function reasons(id, outcome) {
    const {hit_policy, diagrams} = decisions[id]
    const gave = rule => hit_policy !== "collect" || diagrams.some(one => one.rule === rule && one.then.includes(outcome))
    return current.result[id].rules.filter(gave).map(rule => clone(`rule:${id}.${rule}`))
  }
  function listAnswers(frame) {
    const {given} = current, values = []
    for (const spec of program.inputs) for (const name of namesOf(spec)) if (name in given && !(given[name] in spec.groups)) {
      const line = clone("answer"), input = words.inputs[spec.id], value = givenWords(spec, name, given[name])
      values.push(value)
      put(line, "label", name === spec.id ? input.label : input.form)
      put(line, "value", value)
      put(line, "what", ` ${input.label}`)
      slot(line, "change").setAttribute("href", `${query(given)}#change-${spec.id}`)
      slot(frame, "answer_list").append(line)
    }
    put(frame, "answer_line", values.join(say.say_point))
    hide(slot(frame, "answers"), !values.length)
  }

  /* The stage: the question or the verdict at once, what can wait after the next painting */
  function draw() {
    const first = part("first").querySelector("[data-question]"), last = current, now = current = caseOf(...caseHere())
    const stands = first && now.asked?.id === first.dataset.question && Object.keys(now.given).every(name => name === "today")
    shown = addressHere()
    hide(part("first"), !stands)
    document.documentElement.toggleAttribute("data-started", !stands)
    if (stands) offer(first, now.asked, "")
    part("stage").replaceChildren(...stands ? [] : [frameOf(now)])
    const heading = part("stage").querySelector(".ask__question, .outcome__label")
    document.title = heading ? filled(say.say_title, {label: heading.textContent, name: words.name}) : title
    requestAnimationFrame(() => setTimeout(() => current === now && drawRest(part("stage"), last)))
  }
  function frameOf(now) {
    const frame = clone(now.asked ? "frame" : "result")
    slot(frame, "back").setAttribute("href", now.back || "?")
    hide(slot(frame, "back"), !now.back)
    if (now.asked) {
      put(frame, "progress", progress(now))
      slot(frame, "question").append(question(now.asked))
      return frame
    }
    hide(slot(frame, "take"), true)
    showVerdict(frame)
    listAnswers(frame)
    showFacts(frame)
    showOffer(frame)
    return frame
  }
  function drawRest(frame, last) {
    if (!frame.firstElementChild) return
    const {given, outcome, asked} = current, {today} = given
    slot(frame, "restart").setAttribute("href", today ? query({today}) : "?")
    hide(slot(frame, "restart"), Object.keys(given).every(name => name === "today"))
    if (asked) return listAnswers(frame)
    if (decisions[headline].hit_policy !== "collect") slot(frame, "why").append(...reasons(headline, outcome(headline)))
    showMore(frame)
    announce(last)
  }
  function announce(last) {
    const {outcome} = current, differs = id => outcome(id) !== null && String(outcome(id)) !== String(last.outcome(id))
    const changed = !last ? [headline] : last.asked ? [] : others.filter(differs)
    const labels = id => [outcome(id)].flat().map(each => wordsOf(id, each).label).join(say.list_comma) || say.say_nothing
    part("live").replaceChildren(changed.map(id => `${words.decisions[id].question} ${labels(id)}.`).join(" "))
  }
  function unfold(row) {      // what a row shows, or the reasons in it
    const {decision, outcome} = row.closest("[data-decision]").dataset
    row.dataset.full = ""
    if (row.dataset.fold) return slot(row, "why").append(...reasons(decision, outcome))
    const body = clone("body")
    slot(body, "text").append(clone(`outcome:${decision}.${outcome}`))
    body.querySelector("[data-fold=changes]").remove()
    row.append(body)
  }

  /* What the reader does: every answer is an address */
  const caseHere = () => [Object.fromEntries(new URLSearchParams(location.search)), location.hash]
  const addressHere = () => location.search + (location.hash.startsWith("#change-") ? location.hash : "")
  const plain = event => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  function go(address) {
    const last = current
    history.pushState(null, "", address === "?" ? location.pathname : address)
    trail += 1
    draw()
    if (!last.asked && !current.asked && last.outcome(headline) === current.outcome(headline)) focusDecided(last)
    else focusHeading()
  }
  function focusDecided(last) {      // inside one and the same verdict everything stays where it is
    const fresh = others.filter(id => last.outcome(id) === null && current.outcome(id) !== null)
    const places = [...fresh.map(id => `.glance__item[data-decision="${id}"] > summary`), "h2[tabindex]"]
    places.map(one => part("stage").querySelector(one)).find(Boolean).focus({preventScroll: true})
  }
  function focusHeading() {
    section.scrollIntoView()
    ;[...section.querySelectorAll("h2[tabindex]")].find(one => one.checkVisibility())?.focus({preventScroll: true})
  }
  function choose(link) {
    const name = link.closest("[data-question]").dataset.question
    go(query(withAnswer(current.given, name, link.dataset.answer)))
  }
  function take(form) {
    const {name} = form.querySelector("input"), text = readField(form)
    const {given} = text === null ? {given: {}} : caseOf(withAnswer(current.given, name, text))
    if (given[name] === text) go(query(given))
    else showFault(form)
  }
  section.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-go], a[data-answer], [data-do=back], .glance__ask a")
    if (!link || !plain(event)) return
    event.preventDefault()
    if (link.dataset.answer) choose(link)
    else if (link.dataset.do && trail) history.back()
    else if (link.hash.startsWith("#offer-")) showOffered(section.querySelector(link.hash))
    else go(link.getAttribute("href"))
  })
  function showOffered(fold) {
    for (const one of [fold.closest("[data-slot=offer]"), fold]) one.open = true
    fold.firstElementChild.focus()
  }
  section.addEventListener("submit", function (event) {
    event.preventDefault()
    take(event.target)
  })
  section.addEventListener("input", function ({target: {form, dataset, value}}) {
    if (dataset.pick !== undefined) form.querySelector("input").value = value
    if (form) showReading(form)
  })
  section.addEventListener("toggle", function ({target}) {
    if (target.open && target.matches(":is([data-decision], [data-fold=why]):not([data-full])")) unfold(target)
  }, true)
  addEventListener("popstate", function () {
    if (shown === addressHere()) return
    trail = Math.max(0, trail - 1)
    draw()
    focusHeading()
  })

  draw()
  section.dataset.state = "ready"
  const tapped = section.querySelector("[data-pending]")
  if (tapped) choose(tapped)
  performance.mark("checker:ready")
}
