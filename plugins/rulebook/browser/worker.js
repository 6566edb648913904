/* Keeps the checker and the guide for when there is no network. Whoever is online gets every page from the network, so
   nobody reads old rules; but where a copy is kept, a server that does not answer is not waited for longer than `patience`.
   Assets have their content's fingerprint in their names and can only be right; a page is kept once all that it names is.
   Answers stand behind the ? of an address and are not kept. What is spare is kept once a page has fetched it. */
const known = {version: "", pages: [], assets: [], spare: []}
const ours = registration.scope + " ", name = ours + known.version, assets = new URL("assets/", registration.scope).href
const spare = known.spare.map(path => registration.scope + path), fingerprinted = /[\w-]+\.[0-9a-f]{12}\.\w+/g, patience = 5000
const fresh = request => fetch(new Request(request, {cache: "no-cache"}))

async function prepare() {      // all or nothing: the worker before this one and what it keeps are left alone
  try {
    await keepNamed(await caches.open(name), known.assets.join(" "))
    await Promise.all(known.pages.map(copy))
  } catch (fault) {
    await caches.delete(name)
    throw fault
  }
  await skipWaiting()
}
async function copy(page) {
  const address = new URL(page, registration.scope).href, answer = await fresh(address)
  if (!answer.ok || answer.redirected) throw new Error("There is no " + address)
  await keep(address, answer)
}
async function forgetOthers() {
  const old = (await caches.keys()).filter(one => one.startsWith(ours) && one !== name)
  await Promise.all(old.map(one => caches.delete(one)))
  await clients.claim()
}
async function kept(address) {
  return (await caches.open(name)).match(address)
}
async function keep(address, answer) {
  const cache = await caches.open(name)
  await keepNamed(cache, await answer.clone().text())
  await cache.put(address, answer)
}
async function keepNamed(cache, text) {
  for (const address of new Set((text.match(fingerprinted) || []).map(one => assets + one))) {
    if (spare.includes(address) || await cache.match(address)) continue
    const answer = await asset(address)
    if (!answer.ok) throw new Error("There is no " + address)
    if (/\.(?:js|css|html)$/.test(address)) await keepNamed(cache, await answer.clone().text())
    await cache.put(address, answer)
  }
}
async function asset(request) {      // a server's fault may have been sent, and kept by the browser, as if it were the asset
  const answer = await fetch(request)
  return answer.ok ? answer : fetch(request, {cache: "reload"})
}
async function whole(answer) {      // a server may also fall silent in the middle of a page
  await answer.clone().blob()
  return answer
}
async function slashed(address) {      // where there is only /check/, /check leads to it, as it does on servers
  for (const other of [address + "/", address.replace(/\/index\.html$/, "/")]) if (await kept(other)) return other
}
async function fromNetwork(event) {
  const request = event.request, [address] = request.url.split(/[?#]/)
  const found = await kept(address), other = !found && await slashed(address)
  if (other) return Response.redirect(other + new URL(request.url).search)
  const network = fresh(request)
  event.waitUntil(network.then(function (answer) {
    if (answer.ok && answer.type === "basic" && !answer.redirected) return keep(address, answer.clone())
  }).catch(() => {}))
  if (!found) return network.catch(() => Response.error())
  const late = new Promise(done => setTimeout(done, patience, found))
  return Promise.race([network.then(whole).catch(() => found), late])
}
async function fromCache(event) {
  const address = event.request.url, found = await kept(address)
  if (found) return found
  const answer = await asset(event.request)
  if (answer.ok && spare.includes(address)) {
    const copy = answer.clone()
    event.waitUntil(caches.open(name).then(cache => cache.put(address, copy)))
  }
  return answer
}

addEventListener("install", event => event.waitUntil(prepare()))
addEventListener("activate", event => event.waitUntil(forgetOthers()))
addEventListener("fetch", event => {
  const request = event.request
  if (request.method !== "GET" || !request.url.startsWith(registration.scope) || request.headers.has("range")) return
  event.respondWith(request.url.startsWith(assets) ? fromCache(event) : fromNetwork(event))
})
