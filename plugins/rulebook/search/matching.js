/* What is typed → the entries it means, best first. An entry is [kind, title, address, under, also, text]. No page is needed.
   A word finds itself, what begins with it, itself with another ending, and what is a slip or two of the finger away. */
const FIELDS = [[1, 6], [3, 1.5], [4, 5], [5, 1]]      // which parts of an entry are read, and what they weigh
const KIND_WEIGHTS = [1.5, 1.3, 1, 1.1, .9, .8], WHOLE_TITLE = 1.5, LEAST = .3, WEAK = .2      // of the best; what is worth less is not shown

function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase()
}
function wordsOf(text, ignored) {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) || []).filter(word => !ignored.has(word))
}
function searcher(entries, notSought) {
  const ignored = new Set(notSought.map(fold)), holders = new Map(), titles = entries.map(() => new Set())
  entries.forEach(function (entry, at) {
    for (const [part, weight] of FIELDS) {
      for (const word of wordsOf(entry[part] || "", ignored)) {
        if (!holders.has(word)) holders.set(word, new Map())
        const held = holders.get(word)
        held.set(at, Math.max(held.get(at) || 0, weight))
        if (part === 1) titles[at].add(word)
      }
    }
  })
  function meant(word) {      // slips are looked for only where nothing is spelt so
    const all = [...holders.keys()], spelt = all.map(known => [known, nearness(word, known)]).filter(([, near]) => near)
    return spelt.length ? spelt : all.map(known => [known, likeness(word, known)]).filter(([, near]) => near)
  }
  return function (text) {
    const sought = [...new Set(wordsOf(text, ignored))], scores = new Map()
    for (const word of sought) {
      const best = new Map()
      for (const [known, near] of meant(word)) {
        const held = holders.get(known), rare = Math.log(1 + entries.length / held.size)
        for (const [at, weight] of held) {
          const worth = near * rare * weight
          if (worth > (best.get(at) || [0])[0]) best.set(at, [worth, near, known])
        }
      }
      for (const [at, [worth, near, known]] of best) {
        const sum = scores.get(at) || {worth: 0, words: 0, titled: new Set()}
        sum.worth += worth
        sum.words += near
        if (titles[at].has(known)) sum.titled.add(known)
        scores.set(at, sum)
      }
    }
    const ranked = [...scores].map(function ([at, {worth, words, titled}]) {
      const asked = words / sought.length, named = titles[at].size ? titled.size / titles[at].size : 0
      const whole = asked === 1 && named === 1 ? WHOLE_TITLE : 1
      return [at, asked > LEAST ? worth * asked ** 2 * (1 + named) * whole * KIND_WEIGHTS[entries[at][0]] : 0]
    }).sort((one, other) => other[1] - one[1] || one[0] - other[0])
    return ranked.filter(([, score]) => score > WEAK * ranked[0][1]).map(([at]) => entries[at])
  }
}
function nearness(sought, known) {
  if (sought === known) return 1
  if (known.startsWith(sought)) return sought.length > 1 ? .6 + .3 * sought.length / known.length : 0
  return known.length > 3 && sought.startsWith(known) && sought.length - known.length < 4 ? .8 : 0
}
function likeness(sought, known) {
  const slips = sought.length < 4 ? 0 : sought.length < 8 ? 1 : 2
  if (!slips || Math.abs(sought.length - known.length) > slips) return 0
  const found = distance(sought, known, slips)
  return found > slips ? 0 : .75 - .2 * found
}
function distance(one, other, most) {      // Damerau and Levenshtein: two letters that changed places are one slip
  let before = [], above = [...Array(other.length + 1).keys()]
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1
      line[column] = Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + same)
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        line[column] = Math.min(line[column], before[column - 2] + 1)
      }
    }
    if (Math.min(...line) > most) return most + 1
    before = above
    above = line
  }
  return above[other.length]
}
